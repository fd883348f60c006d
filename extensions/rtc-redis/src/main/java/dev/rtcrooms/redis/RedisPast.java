package dev.rtcrooms.redis;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.TakenOverException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The past of one room in Redis, for one opening. Each call that changes it carries the token of
 * this opening and a number, so that Redis finds calls that come too late. For the room's mailbox.
 */
final class RedisPast implements Past {

  private static final CompletionStage<Void> OK = CompletableFuture.completedStage(null);

  private final RoomStore store;
  private final UUID room;
  private final byte[][] keys;
  private final Position end;
  private final Runnable lost;
  private final Consumer<RedisPast> whenEnded;
  private final AtomicBoolean ended = new AtomicBoolean();
  private long calls;

  /** The number of the last event that Redis has confirmed to this opening. */
  private volatile long confirmed;

  /**
   * A past that was claimed.
   *
   * @param lost called once when another process has it, before a call fails for that reason;
   *     unless it was closed or forgotten before
   * @param whenEnded called once when it is lost, closed or forgotten
   */
  RedisPast(
      RoomStore store, UUID room, Position end, Runnable lost, Consumer<RedisPast> whenEnded) {
    this.store = store;
    this.room = room;
    this.keys = store.keys().of(room);
    this.end = end;
    this.lost = lost;
    this.whenEnded = whenEnded;
    this.confirmed = end.offset();
  }

  @Override
  public Position end() {
    return end;
  }

  @Override
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    Bounds bounds = store.bounds();
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                end.epoch(),
                ++calls,
                after,
                bounds.homeMillis(),
                bounds.ageMillis(),
                bounds.events(),
                bounds.bytes(),
                store.lease().get()));
    entries.forEach(entry -> arguments.add(store.text().write(entry)));
    return change(Script.APPEND, arguments).thenRun(() -> confirmed = after + entries.size());
  }

  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    return change(Script.REPLACE, List.of(end.epoch(), ++calls, offset, store.text().write(event)));
  }

  private CompletionStage<Void> change(Script script, List<Object> arguments) {
    return store.order().change(room, () -> call(script, arguments).thenCompose(answer -> OK));
  }

  private CompletionStage<ScriptAnswer> read(Script script, List<Object> arguments) {
    return store.order().read(room, () -> call(script, arguments));
  }

  private CompletionStage<ScriptAnswer> call(Script script, List<Object> arguments) {
    return store
        .link()
        .call(script, keys, arguments)
        .whenComplete(
            (answer, failure) -> {
              if (RedisLink.cause(failure) instanceof TakenOverException) {
                isLost();
              }
            });
  }

  private void isLost() {
    if (ended.compareAndSet(false, true)) {
      whenEnded.accept(this);
      lost.run();
    }
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
    return read(Script.BEFORE, List.of(end.epoch(), offset, limit))
        .thenApply(answer -> backwards(answer.list(1)));
  }

  private List<Recorded> backwards(List<?> found) {
    List<Recorded> events = new ArrayList<>();
    for (int i = found.size() - 2; i >= 0; i -= 2) {
      long offset = ScriptAnswer.number(found.get(i));
      store
          .text()
          .read((byte[]) found.get(i + 1))
          .ifPresent(entry -> events.add(new Recorded(offset, entry)));
    }
    return Collections.unmodifiableList(events);
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(Position position) {
    return read(Script.SINCE, List.of(end.epoch(), position.epoch(), position.offset(), confirmed))
        .thenApply(
            answer -> answer.is("OK") ? all(position.offset(), answer.list(1)) : Optional.empty());
  }

  private Optional<List<Recorded>> all(long after, List<?> found) {
    List<Recorded> events = new ArrayList<>();
    for (Object each : found) {
      Optional<Entry> entry = store.text().read((byte[]) each);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      events.add(new Recorded(after + events.size() + 1, entry.get()));
    }
    return Optional.of(Collections.unmodifiableList(events));
  }

  @Override
  public CompletionStage<Void> forget() {
    hubEnds();
    return change(Script.FORGET, List.of(end.epoch()));
  }

  @Override
  public CompletionStage<Void> close() {
    hubEnds();
    return store.isOfCluster()
        ? change(Script.RELEASE, List.of(end.epoch()))
        : store.order().read(room, () -> OK);
  }

  /** The hub has ended it. */
  private void hubEnds() {
    if (ended.compareAndSet(false, true)) {
      whenEnded.accept(this);
    }
  }

  /** For tests: what follows looks as if it had been on its way for long. */
  void repeatNumbersFrom(long number) {
    calls = number - 1;
  }

  /**
   * Lets the numbering live on, although nothing is recorded, and finds out whether another process
   * has opened the room.
   */
  CompletionStage<?> touch() {
    return call(Script.TOUCH, List.of(end.epoch(), store.bounds().homeMillis()));
  }

  private CompletionStage<Void> kept(String lease) {
    return call(Script.KEEP, List.of(end.epoch(), lease, confirmed, store.bounds().homeMillis()))
        .thenCompose(answer -> OK);
  }

  /**
   * Keeps the room for this node, if no other process has claimed it. A room whose keys have been
   * spoiled is given up, so that it does not keep the node from having a lease.
   *
   * @return completes also if the room is lost
   */
  CompletionStage<?> keep(String lease) {
    return store
        .order()
        .change(room, () -> ended.get() ? OK : kept(lease))
        .exceptionallyCompose(
            failure -> {
              Throwable cause = RedisLink.cause(failure);
              if (RedisLink.isSpoiled(cause)) {
                isLost();
                return OK;
              }
              return cause instanceof TakenOverException
                  ? OK
                  : CompletableFuture.failedStage(failure);
            });
  }
}
