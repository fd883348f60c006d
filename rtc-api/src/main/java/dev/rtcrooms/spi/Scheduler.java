package dev.rtcrooms.spi;

import java.time.Duration;
import java.time.Instant;

/** Clock and timer. Any thread may call any method, and none blocks. */
public interface Scheduler {

  /**
   * Returns the time of day, which may jump, for timestamps.
   *
   * @return now
   */
  Instant now();

  /**
   * Returns a time that never goes back, with an arbitrary origin, for deadlines.
   *
   * @return nanoseconds
   */
  long nanoTime();

  /**
   * Runs a task once, later. A task that throws affects no other.
   *
   * @param delay from now; zero or negative means as soon as possible, but never inside this call
   * @param task short; runs on a thread of the scheduler's choice
   * @return cancels the task if it has not begun
   */
  Cancellable schedule(Duration delay, Runnable task);
}
