package dev.rtcrooms.hub;

import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.testkit.VirtualTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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
  boolean holdsSince;
  boolean throwsAtOnce;
  private boolean failing;
  private int appendsUnderWay;
  int mostAppendsUnderWay;

  LateHistory(VirtualTime time) {
    store = InMemoryHistory.create(time, new Random(7));
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

  /** Loses all of a room's past while the room goes on. */
  void losePast(UUID room) {
    store.forget(room);
    store.open(room);
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
  public CompletionStage<Position> open(UUID room) {
    return ask(holdsOpen, () -> store.open(room));
  }

  @Override
  public CompletionStage<Position> append(UUID room, Entry entry) {
    appendsUnderWay++;
    mostAppendsUnderWay = Math.max(mostAppendsUnderWay, appendsUnderWay);
    return this.<Position>ask(holdsAppend, () -> store.append(room, entry))
        .whenComplete((position, failure) -> appendsUnderWay--);
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(UUID room, Position position) {
    return ask(holdsSince, () -> store.since(room, position));
  }

  @Override
  public CompletionStage<Void> forget(UUID room) {
    return store.forget(room);
  }
}
