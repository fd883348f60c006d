package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The deadlines of answers that others wait for. They pass after the answer timeout, or when all
 * rooms have ended, because no timer runs any more then; any thread.
 */
final class Deadlines {

  private final Scheduler scheduler;
  private final Duration timeout;
  private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /**
   * No deadlines.
   *
   * @param timeout how long an answer may take
   */
  Deadlines(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  /**
   * Begins the deadline of an answer.
   *
   * @param passed called at most once, on any thread; not if the answer was complete before
   */
  @SuppressWarnings("FutureReturnValueIgnored") // of what follows the answer
  void begin(CompletableFuture<?> answer, Runnable passed) {
    if (answer.isDone()) {
      return;
    }
    Deadline deadline = new Deadline(passed);
    open.add(deadline);
    if (ended) {
      deadline.pass();
      return;
    }
    Cancellable timer = scheduler.schedule(timeout, deadline::pass);
    answer.whenComplete(
        (value, failure) -> {
          open.remove(deadline);
          timer.cancel();
        });
  }

  /** Lets all deadlines pass, and those that begin later. */
  void end() {
    ended = true;
    open.forEach(Deadline::pass);
  }

  private final class Deadline {
    private final Runnable passed;
    private final AtomicBoolean over = new AtomicBoolean();

    Deadline(Runnable passed) {
      this.passed = passed;
    }

    void pass() {
      open.remove(this);
      if (over.compareAndSet(false, true)) {
        passed.run();
      }
    }
  }
}
