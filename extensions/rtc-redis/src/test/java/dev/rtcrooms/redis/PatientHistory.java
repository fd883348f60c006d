package dev.rtcrooms.redis;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Waits for each answer of Redis, so that rooms in virtual time work with it; and may die, so that
 * an append is stored but never answered. For one thread.
 */
final class PatientHistory implements HistoryStore {

  private final HistoryStore store;
  private boolean dying;
  private boolean dead;

  PatientHistory(HistoryStore store) {
    this.store = store;
  }

  void diesAfterItsNextAppend() {
    dying = true;
  }

  private <T> CompletionStage<T> awaited(CompletionStage<T> stage) {
    if (dead) {
      return new CompletableFuture<>();
    }
    try {
      return CompletableFuture.completedStage(RedisTestBase.get(stage));
    } catch (CompletionException e) {
      return CompletableFuture.failedStage(e.getCause());
    }
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    return awaited(store.open(room).thenApply(Waiting::new));
  }

  private final class Waiting implements Past {
    private final Past past;

    Waiting(Past past) {
      this.past = past;
    }

    @Override
    public Position end() {
      return past.end();
    }

    @Override
    public CompletionStage<Void> append(long after, List<Entry> entries) {
      CompletionStage<Void> stored = awaited(past.append(after, entries));
      dead = dead || dying;
      return dead ? new CompletableFuture<>() : stored;
    }

    @Override
    public CompletionStage<List<Recorded>> before(long offset, int limit) {
      return awaited(past.before(offset, limit));
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return awaited(past.replace(offset, event));
    }

    @Override
    public CompletionStage<Optional<List<Recorded>>> since(Position position) {
      return awaited(past.since(position));
    }

    @Override
    public CompletionStage<Void> forget() {
      return dead ? new CompletableFuture<>() : awaited(past.forget());
    }

    @Override
    public CompletionStage<Void> close() {
      return dead ? new CompletableFuture<>() : awaited(past.close());
    }
  }
}
