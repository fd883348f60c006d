package dev.rtcrooms.hub.mailbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How many tasks wait or run in a queue, and for how long; any thread. Nothing is kept for each
 * task: those that arrive while others run count from the moment when these began.
 */
public final class WaitingTasks {

  private final AtomicInteger count = new AtomicInteger();
  private final LongSupplier nanoTime;

  /** Not later than the arrival of the oldest one; outdated if none waits. */
  private volatile long oldest;

  /** No tasks. */
  public WaitingTasks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    oldest = nanoTime.getAsLong();
  }

  /** A task was added. Returns true if none was there, so that the queue must be run. */
  public boolean add() {
    if (count.get() == 0) {
      oldest = nanoTime.getAsLong();
    }
    return count.getAndIncrement() == 0;
  }

  /** How many tasks are not done. */
  public int count() {
    return count.get();
  }

  /**
   * Some tasks are done.
   *
   * @param before how many there were when the first of these began
   * @param began when that was
   * @return how many are left
   */
  public int done(int tasks, int before, long began) {
    if (tasks >= before) {
      oldest = began;
    }
    return count.addAndGet(-tasks);
  }

  /** For how long the oldest task waits or runs, at most; zero if there is none. */
  public Duration age() {
    long since = oldest;
    return count.get() == 0
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - since));
  }
}
