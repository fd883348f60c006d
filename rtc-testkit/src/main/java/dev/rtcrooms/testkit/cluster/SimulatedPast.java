package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.TakenOverException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tenure of one node over one room; for the room's mailbox. */
final class SimulatedPast implements Past {

  private final SimulatedNode node;
  private final UUID room;
  private final Position end;
  private final Runnable lost;
  private boolean isLost;

  /** The number of the last event that the storage has had. */
  private long last;

  SimulatedPast(SimulatedNode node, UUID room, Position end, Runnable lost) {
    this.node = node;
    this.room = room;
    this.end = end;
    this.lost = lost;
    last = end.offset();
  }

  UUID room() {
    return room;
  }

  @Override
  public Position end() {
    return end;
  }

  private Position known() {
    return new Position(end.epoch(), last);
  }

  /** Runs in the storage, if this is still the tenure. */
  private <T> CompletionStage<T> fenced(Function<RoomRecord, T> task) {
    return node.ask(storage -> task.apply(own(storage)));
  }

  private RoomRecord own(Storage storage) {
    RoomRecord record = storage.find(room);
    if (record == null) {
      return storage.again(room, node.self(), known());
    }
    if (!record.isOf(end.epoch())) {
      isLost();
      throw new TakenOverException("Another node is the home of the room");
    }
    return record;
  }

  /** The tenure has ended, and the hub did not end it. */
  void isLost() {
    if (!isLost) {
      isLost = true;
      node.ended(this);
      lost.run();
    }
  }

  /** Keeps the room for a node that has a lease again; tells whether it could. */
  boolean keep(Storage storage, String name) {
    RoomRecord record = storage.find(room);
    if (record == null) {
      storage.again(room, name, known());
      return true;
    }
    if (!record.token().equals(end.epoch())) {
      return false;
    }
    record.keptBy(name);
    return true;
  }

  private static @Nullable Void none() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // a stage of Void has the value null
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    return fenced(
        record -> {
          record.append(after, entries);
          last = after + entries.size();
          return none();
        });
  }

  @Override
  @SuppressWarnings("NullAway")
  public CompletionStage<Void> replace(long offset, Event event) {
    return fenced(
        record -> {
          record.replace(offset, event);
          return none();
        });
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
    return fenced(record -> record.before(offset, limit));
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(Position position) {
    return fenced(record -> record.since(position));
  }

  @Override
  @SuppressWarnings("NullAway")
  public CompletionStage<Void> forget() {
    return end(storage -> storage.forget(room));
  }

  @Override
  public CompletionStage<Void> close() {
    return end(
        storage -> {
          RoomRecord record = storage.find(room);
          if (record != null) {
            record.released();
          }
        });
  }

  @SuppressWarnings("NullAway")
  private CompletionStage<Void> end(Consumer<Storage> ending) {
    isLost = true; // the hub knows
    node.ended(this);
    return node.ask(
        storage -> {
          RoomRecord record = storage.find(room);
          if (record != null && record.token().equals(end.epoch())) {
            ending.accept(storage);
          }
          return none();
        });
  }
}
