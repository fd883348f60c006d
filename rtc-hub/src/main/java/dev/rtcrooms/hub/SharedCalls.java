package dev.rtcrooms.hub;

import dev.rtcrooms.hub.mailbox.AsyncCalls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous calls. Everybody who asks about something while a call about it has no answer waits
 * for that call. Any thread.
 *
 * @param <K> what is asked about, such as a room
 */
final class SharedCalls<K, T> {

  private final Deadlines deadlines;
  private final ConcurrentHashMap<K, CompletableFuture<T>> unanswered = new ConcurrentHashMap<>();

  /**
   * No calls.
   *
   * @param deadlines of the calls
   */
  SharedCalls(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /**
   * Makes a call, unless there is one about the same already.
   *
   * @param call runs before this method returns, or not at all; may throw
   * @return the answer, or a failure, which is a {@link TimeoutException} after the deadline
   */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows when the call is settled
  CompletionStage<T> call(K about, Supplier<CompletionStage<T>> call) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> known = unanswered.putIfAbsent(about, mine);
    if (known != null) {
      return known;
    }
    deadlines.begin(
        mine, () -> settle(about, mine, null, new TimeoutException("The cluster did not answer")));
    CompletionStage<T> answer;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    answer.whenComplete((value, failure) -> settle(about, mine, value, failure));
    return mine;
  }

  private void settle(
      K about, CompletableFuture<T> call, @Nullable T value, @Nullable Throwable failure) {
    unanswered.remove(about, call);
    if (failure != null) {
      call.completeExceptionally(AsyncCalls.cause(failure));
    } else {
      call.complete(value);
    }
  }
}
