package dev.rtcrooms.spi;

import java.time.Duration;
import java.time.Instant;

/** The source of time; any thread may call any method, and none blocks. */
public interface Scheduler {

  /**
   * The time of day, which may jump: for what people read.
   *
   * @return now
   */
  Instant now();

  /**
   * A clock that only goes forward, from an arbitrary origin: for deadlines.
   *
   * @return nanoseconds
   */
  long nanoTime();

  /**
   * Runs a task once, later. A task that throws harms no other.
   *
   * @param delay from now; zero or negative means as soon as possible, but never inside this call
   * @param task short; it is run on a thread of the scheduler's own choice
   * @return cancels the task if it has not begun
   */
  Cancellable schedule(Duration delay, Runnable task);
}
