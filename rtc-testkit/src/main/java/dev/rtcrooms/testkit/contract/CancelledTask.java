package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;

/**
 * A task that a test cancels. It may run if that came too late, as on a machine that is busy. Any
 * thread.
 */
final class CancelledTask {

  private final Scheduler scheduler;
  private final Duration delay;
  private final long scheduledAt;
  private final Cancellable task;
  private volatile boolean mayRun;
  private volatile boolean ran;

  CancelledTask(Scheduler scheduler, Duration delay) {
    this.scheduler = scheduler;
    this.delay = delay;
    scheduledAt = scheduler.nanoTime();
    task = scheduler.schedule(delay, () -> ran = true);
  }

  void cancel() {
    task.cancel();
    if (scheduler.nanoTime() - scheduledAt >= delay.toNanos()) {
      mayRun = true;
    }
  }

  void assertDidNotRun() {
    assertTrue(mayRun || !ran, "a cancelled task ran");
  }
}
