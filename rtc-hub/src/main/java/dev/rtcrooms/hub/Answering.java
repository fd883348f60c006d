package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what others answer later, and comes back to the mailbox with it; for the mailbox. Each
 * question has exactly one answer: a value, a failure, or a {@link TimeoutException}.
 */
final class Answering {

  private final Mailbox mailbox;
  private final Timers timers;
  private final Duration timeout;

  Answering(Mailbox mailbox, Timers timers, Duration timeout) {
    this.mailbox = mailbox;
    this.timers = timers;
    this.timeout = timeout;
  }

  /** If the answer is there at once, the task runs before this method returns. */
  <T> void await(
      Supplier<? extends CompletionStage<T>> question,
      Consumer<? super T> answered,
      Consumer<? super Throwable> failed) {
    Question<T> asked = new Question<>(answered, failed);
    try {
      question.get().whenComplete(asked::settle);
    } catch (RuntimeException | Error e) {
      asked.settle(null, e);
    }
    asked.asked();
  }

  private final class Question<T> {
    private final Consumer<? super T> answered;
    private final Consumer<? super Throwable> failed;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Thread asker = Thread.currentThread();
    private volatile boolean asking = true;
    private volatile @Nullable Cancellable deadline;

    Question(Consumer<? super T> answered, Consumer<? super Throwable> failed) {
      this.answered = answered;
      this.failed = failed;
    }

    void asked() {
      asking = false;
      if (!settled.get()) {
        Cancellable timer = timers.after(timeout, this::timedOut);
        deadline = timer;
        if (settled.get()) {
          timer.cancel();
        }
      }
    }

    private void timedOut() {
      settle(null, new TimeoutException("No answer within " + timeout));
    }

    void settle(@Nullable T value, @Nullable Throwable failure) {
      if (!settled.compareAndSet(false, true)) {
        return;
      }
      Cancellable timer = deadline;
      if (timer != null) {
        timer.cancel();
      }
      if (asking && Thread.currentThread() == asker) {
        tell(value, failure);
      } else {
        mailbox.execute(() -> tell(value, failure));
      }
    }

    @SuppressWarnings("NullAway") // a stage of T gives a T, which is null for Void alone
    private void tell(@Nullable T value, @Nullable Throwable failure) {
      if (failure != null) {
        failed.accept(failure);
      } else {
        answered.accept(value);
      }
    }
  }
}
