package dev.rtcrooms.hub;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.TakenOverException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store that outlives the rooms, begins an epoch with each opening, and continues the numbers; an
 * earlier opening of a room then stores nothing any more. For one thread.
 */
final class ChainedHistory implements HistoryStore {

  private final List<Recorded> events = new ArrayList<>();
  private final Map<String, Long> ends = new HashMap<>();
  private String epoch = "";

  /** Loses the newest event, as a failover to a replica may. */
  void loseTheLast() {
    events.remove(events.size() - 1);
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    if (!epoch.isEmpty()) {
      ends.put(epoch, (long) events.size());
    }
    epoch = "epoch-" + ends.size();
    return CompletableFuture.completedStage(new Opened(new Position(epoch, events.size())));
  }

  private final class Opened implements Past {
    private final Position end;

    Opened(Position end) {
      this.end = end;
    }

    @Override
    public Position end() {
      return end;
    }

    @Override
    public CompletionStage<Void> append(long after, List<Entry> entries) {
      if (!end.epoch().equals(epoch)) {
        return CompletableFuture.failedStage(new TakenOverException("as the test wants it"));
      }
      events.removeIf(recorded -> recorded.offset() > after);
      entries.forEach(entry -> events.add(new Recorded(events.size() + 1L, entry)));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<Recorded>> before(long offset, int limit) {
      List<Recorded> found =
          events.stream().filter(recorded -> recorded.offset() < offset).toList();
      return CompletableFuture.completedStage(
          found.subList(Math.max(0, found.size() - limit), found.size()));
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<List<Recorded>>> since(Position position) {
      long last =
          position.epoch().equals(epoch) ? events.size() : ends.getOrDefault(position.epoch(), -1L);
      return CompletableFuture.completedStage(
          position.offset() > last
              ? Optional.empty()
              : Optional.of(
                  events.stream()
                      .filter(recorded -> recorded.offset() > position.offset())
                      .toList()));
    }

    @Override
    public CompletionStage<Void> forget() {
      events.clear();
      return close();
    }

    @Override
    public CompletionStage<Void> close() {
      return CompletableFuture.completedStage(null);
    }
  }
}
