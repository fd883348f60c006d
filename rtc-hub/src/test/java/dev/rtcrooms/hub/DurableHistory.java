package dev.rtcrooms.hub;

import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.VirtualTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that outlives the rooms, as one on a disk does; for one thread. */
final class DurableHistory implements HistoryStore {

  private final HistoryStore memory = InMemoryHistory.create(new VirtualTime(), new Random(7));
  private final Map<UUID, Past> pasts = new HashMap<>();

  /** How many pasts are opened and neither closed nor forgotten. */
  int inUse;

  /** Whether it has the past of a room. */
  boolean has(UUID room) {
    return pasts.containsKey(room);
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    inUse++;
    Past past = pasts.computeIfAbsent(room, id -> memory.open(id).toCompletableFuture().join());
    return CompletableFuture.completedStage(new Opened(room, past, past.end()));
  }

  private final class Opened implements Past {
    private final UUID room;
    private final Past past;
    private final Position end;

    Opened(UUID room, Past past, Position end) {
      this.room = room;
      this.past = past;
      this.end = end;
    }

    @Override
    public Position end() {
      return end;
    }

    @Override
    public CompletionStage<Void> append(long after, List<Entry> entries) {
      return past.append(after, entries);
    }

    @Override
    public CompletionStage<List<Recorded>> before(long offset, int limit) {
      return past.before(offset, limit);
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return past.replace(offset, event);
    }

    @Override
    public CompletionStage<Optional<List<Recorded>>> since(Position position) {
      return past.since(position);
    }

    @Override
    public CompletionStage<Void> forget() {
      pasts.remove(room);
      return close();
    }

    @Override
    public CompletionStage<Void> close() {
      inUse--;
      return CompletableFuture.completedStage(null);
    }
  }
}
