package dev.rtcrooms.redis;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The past of one room in Redis, for one opening. Each call that changes it carries the token of
 * this opening and a number, so that Redis finds calls that come too late. For the room's mailbox.
 */
final class RedisPast implements Past {

  private static final CompletionStage<Void> OK = CompletableFuture.completedStage(null);

  private final UUID room;
  private final byte[][] keys;
  private final Position end;
  private final RedisLink link;
  private final RoomOrder order;
  private final EntryText text;
  private final Bounds bounds;
  private final Consumer<RedisPast> whenEnded;
  private long calls;

  /** The number of the last event that Redis has confirmed to this opening. */
  private volatile long confirmed;

  RedisPast(
      UUID room,
      byte[][] keys,
      Position end,
      RedisLink link,
      RoomOrder order,
      EntryText text,
      Bounds bounds,
      Consumer<RedisPast> whenEnded) {
    this.room = room;
    this.keys = keys;
    this.end = end;
    this.link = link;
    this.order = order;
    this.text = text;
    this.bounds = bounds;
    this.whenEnded = whenEnded;
    this.confirmed = end.offset();
  }

  @Override
  public Position end() {
    return end;
  }

  @Override
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                end.epoch(),
                ++calls,
                after,
                bounds.homeMillis(),
                bounds.ageMillis(),
                bounds.events(),
                bounds.bytes()));
    entries.forEach(entry -> arguments.add(text.write(entry)));
    return change(Script.APPEND, arguments).thenRun(() -> confirmed = after + entries.size());
  }

  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    return change(Script.REPLACE, List.of(end.epoch(), ++calls, offset, text.write(event)));
  }

  private CompletionStage<Void> change(Script script, List<Object> arguments) {
    return order.change(room, () -> link.call(script, keys, arguments).thenCompose(answer -> OK));
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
    return order
        .read(room, () -> link.call(Script.BEFORE, keys, List.of(end.epoch(), offset, limit)))
        .thenApply(answer -> backwards(answer.list(1)));
  }

  private List<Recorded> backwards(List<?> found) {
    List<Recorded> events = new ArrayList<>();
    for (int i = found.size() - 2; i >= 0; i -= 2) {
      long offset = ScriptAnswer.number(found.get(i));
      text.read((byte[]) found.get(i + 1))
          .ifPresent(entry -> events.add(new Recorded(offset, entry)));
    }
    return Collections.unmodifiableList(events);
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(Position position) {
    List<Object> arguments = List.of(end.epoch(), position.epoch(), position.offset(), confirmed);
    return order
        .read(room, () -> link.call(Script.SINCE, keys, arguments))
        .thenApply(
            answer -> answer.is("OK") ? all(position.offset(), answer.list(1)) : Optional.empty());
  }

  private Optional<List<Recorded>> all(long after, List<?> found) {
    List<Recorded> events = new ArrayList<>();
    for (Object each : found) {
      Optional<Entry> entry = text.read((byte[]) each);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      events.add(new Recorded(after + events.size() + 1, entry.get()));
    }
    return Optional.of(Collections.unmodifiableList(events));
  }

  @Override
  public CompletionStage<Void> forget() {
    whenEnded.accept(this);
    return change(Script.FORGET, List.of(end.epoch()));
  }

  @Override
  public CompletionStage<Void> close() {
    whenEnded.accept(this);
    return order.read(room, () -> OK);
  }

  /** For tests: what follows looks as if it had been on its way for long. */
  void repeatNumbersFrom(long number) {
    calls = number - 1;
  }

  /** Lets the numbering live on, although nothing is recorded. */
  CompletionStage<ScriptAnswer> touch() {
    return link.call(Script.TOUCH, keys, List.of(end.epoch(), bounds.homeMillis()));
  }
}
