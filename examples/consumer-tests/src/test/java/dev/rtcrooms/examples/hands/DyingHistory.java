package dev.rtcrooms.examples.hands;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store of a process that is killed: the last append is stored, and no call has an effect later.
 */
final class DyingHistory implements HistoryStore {

  private final HistoryStore store;
  private boolean dying;
  private boolean dead;

  DyingHistory(HistoryStore store) {
    this.store = store;
  }

  void diesAfterItsNextAppend() {
    dying = true;
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    return dead ? never() : store.open(room).thenApply(Mortal::new);
  }

  private static <T> CompletionStage<T> never() {
    return new CompletableFuture<>();
  }

  private final class Mortal implements Past {
    private final Past past;

    Mortal(Past past) {
      this.past = past;
    }

    @Override
    public Position end() {
      return past.end();
    }

    @Override
    public CompletionStage<Void> append(long after, List<Entry> entries) {
      if (dead) {
        return never();
      }
      CompletionStage<Void> stored = past.append(after, entries);
      dead = dying;
      return dead ? never() : stored;
    }

    @Override
    public CompletionStage<List<Recorded>> before(long offset, int limit) {
      return dead ? never() : past.before(offset, limit);
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return dead ? never() : past.replace(offset, event);
    }

    @Override
    public CompletionStage<Optional<List<Recorded>>> since(Position position) {
      return dead ? never() : past.since(position);
    }

    @Override
    public CompletionStage<Void> forget() {
      return dead ? never() : past.forget();
    }

    @Override
    public CompletionStage<Void> close() {
      return dead ? never() : past.close();
    }
  }
}
