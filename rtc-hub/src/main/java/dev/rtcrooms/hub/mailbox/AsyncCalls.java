package dev.rtcrooms.hub.mailbox;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls asynchronous code and continues in the mailbox with its result; for the mailbox. Each call
 * has exactly one result: a value, a failure, or a {@link TimeoutException}.
 */
public final class AsyncCalls {

  /** The pause before a call that has failed is made again. */
  private static final Duration AGAIN = Duration.ofMillis(250);

  private final Mailbox mailbox;
  private final Timers timers;
  private final Duration timeout;

  /**
   * The calls of one room.
   *
   * @param timeout how long a stage may take to complete
   */
  public AsyncCalls(Mailbox mailbox, Timers timers, Duration timeout) {
    this.mailbox = mailbox;
    this.timers = timers;
    this.timeout = timeout;
  }

  /**
   * Makes a call. If its stage is complete already, the result is handled before this method
   * returns.
   *
   * @param call starts the asynchronous work; may throw
   * @param completed called with the value
   * @param failed called with the failure
   */
  public <T> void await(
      Supplier<? extends CompletionStage<T>> call,
      Consumer<? super T> completed,
      Consumer<? super Throwable> failed) {
    AsyncCall<T> started = new AsyncCall<>(completed, failed);
    try {
      call.get().whenComplete(started::settle);
    } catch (RuntimeException | Error e) {
      started.settle(null, e);
    }
    started.started();
  }

  /**
   * Makes a call that only reads. If it fails, it is made again after a pause, for as long as one
   * call may take, or for one more call after a time in which the mailbox did not run.
   *
   * @param call starts the asynchronous work; may throw
   * @param isFinal tells whether a failure will come again
   * @param completed called with the value
   * @param failed called with the last failure
   */
  public <T> void awaitRepeatedly(
      Supplier<? extends CompletionStage<T>> call,
      Predicate<Throwable> isFinal,
      Consumer<? super T> completed,
      Consumer<? super Throwable> failed) {
    awaitRepeatedly(timers.nanoTime() + timeout.toNanos(), call, isFinal, completed, failed);
  }

  private <T> void awaitRepeatedly(
      long deadline,
      Supplier<? extends CompletionStage<T>> call,
      Predicate<Throwable> isFinal,
      Consumer<? super T> completed,
      Consumer<? super Throwable> failed) {
    await(
        call,
        completed,
        failure -> {
          if (isFinal.test(cause(failure)) || timers.nanoTime() - deadline >= 0) {
            failed.accept(failure);
          } else {
            timers.after(AGAIN, () -> awaitRepeatedly(deadline, call, isFinal, completed, failed));
          }
        });
  }

  /** The failure of a stage without the {@link CompletionException} that dependent stages add. */
  public static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private final class AsyncCall<T> {
    private final Consumer<? super T> completed;
    private final Consumer<? super Throwable> failed;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Thread caller = Thread.currentThread();
    private volatile boolean calling = true;
    private volatile @Nullable Cancellable deadline;

    AsyncCall(Consumer<? super T> completed, Consumer<? super Throwable> failed) {
      this.completed = completed;
      this.failed = failed;
    }

    void started() {
      calling = false;
      if (!settled.get()) {
        Cancellable timer = timers.after(timeout, this::timedOut);
        deadline = timer;
        if (settled.get()) {
          timer.cancel();
        }
      }
    }

    private void timedOut() {
      settle(null, new TimeoutException("No result within " + timeout));
    }

    void settle(@Nullable T value, @Nullable Throwable failure) {
      if (!settled.compareAndSet(false, true)) {
        return;
      }
      Cancellable timer = deadline;
      if (timer != null) {
        timer.cancel();
      }
      if (calling && Thread.currentThread() == caller) {
        handle(value, failure);
      } else {
        mailbox.execute(() -> handle(value, failure));
      }
    }

    @SuppressWarnings("NullAway") // a stage of T gives a T, which is null for Void alone
    private void handle(@Nullable T value, @Nullable Throwable failure) {
      if (failure != null) {
        failed.accept(failure);
      } else {
        completed.accept(value);
      }
    }
  }
}
