package dev.rtcrooms.hub;

import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that answers when the test says so, or fails, or answers at once; for one thread. */
final class LateHistory implements HistoryStore {

  /** When a question reaches the store beneath: as it is asked, or as it is answered. */
  enum Effect {
    WHEN_ASKED,
    WHEN_ANSWERED
  }

  private final HistoryStore store;
  private final Queue<Runnable> held = new ArrayDeque<>();
  Effect effect = Effect.WHEN_ANSWERED;
  boolean holdsOpen;
  boolean holdsAppend;
  boolean holdsReplace;
  boolean holdsSince;
  boolean throwsAtOnce;
  private boolean failing;
  private int appendsUnderWay;
  int mostAppendsUnderWay;

  /** How many events each append had. */
  final List<Integer> appends = new ArrayList<>();

  private @Nullable Past newest;

  LateHistory(VirtualTime time) {
    this(InMemoryHistory.create(time, new Random(7)));
  }

  LateHistory(HistoryStore store) {
    this.store = store;
  }

  /** How many questions wait for an answer. */
  int held() {
    return held.size();
  }

  /** Answers the oldest question. */
  void answer() {
    held.remove().run();
  }

  /** Answers all questions, and those that follow from the answers. */
  void answerAll() {
    while (!held.isEmpty()) {
      answer();
    }
  }

  /** Forgets the oldest question: it is never answered. */
  Runnable lose() {
    return held.remove();
  }

  /** Loses the newest events of the room that opened last, which goes on. */
  void losesAfter(long offset) {
    if (newest != null) {
      newest.append(offset, List.of());
    }
  }

  /** Fails the oldest question, which has no effect. */
  void fail() {
    failing = true;
    answer();
    failing = false;
  }

  private <T> CompletionStage<T> ask(boolean hold, Supplier<CompletionStage<T>> question) {
    if (throwsAtOnce) {
      throw new IllegalStateException("as the test wants it");
    }
    if (!hold) {
      return question.get();
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    CompletionStage<T> early = effect == Effect.WHEN_ASKED ? question.get() : null;
    held.add(
        () -> {
          if (failing) {
            answer.completeExceptionally(new IllegalStateException("as the test wants it"));
          } else {
            answer.complete((early != null ? early : question.get()).toCompletableFuture().join());
          }
        });
    return answer;
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    return ask(
        holdsOpen,
        () ->
            store
                .open(room)
                .thenApply(
                    past -> {
                      newest = past;
                      return new LatePast(past);
                    }));
  }

  private final class LatePast implements Past {
    private final Past past;

    LatePast(Past past) {
      this.past = past;
    }

    @Override
    public Position end() {
      return past.end();
    }

    @Override
    public CompletionStage<Void> append(long after, List<Entry> entries) {
      appendsUnderWay++;
      mostAppendsUnderWay = Math.max(mostAppendsUnderWay, appendsUnderWay);
      appends.add(entries.size());
      return LateHistory.this
          .<Void>ask(holdsAppend, () -> past.append(after, entries))
          .whenComplete((none, failure) -> appendsUnderWay--);
    }

    @Override
    public CompletionStage<List<Recorded>> before(long offset, int limit) {
      return past.before(offset, limit);
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return ask(holdsReplace, () -> past.replace(offset, event));
    }

    @Override
    public CompletionStage<Optional<List<Recorded>>> since(Position position) {
      return ask(holdsSince, () -> past.since(position));
    }

    @Override
    public CompletionStage<Void> forget() {
      return past.forget();
    }

    @Override
    public CompletionStage<Void> close() {
      return past.close();
    }
  }
}
