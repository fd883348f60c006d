package dev.rtcrooms.testkit;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Time that a test controls; any thread may schedule tasks, the test's thread advances time. It
 * begins at {@link #START}. {@link #nanoTime()} overflows to negative numbers after ten seconds, as
 * the system's may, so that code fails that compares such times instead of subtracting them.
 */
public final class VirtualTime implements Scheduler {

  /** The time of day at which every test begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

  private final TreeSet<Task> tasks =
      new TreeSet<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
  private Duration jumped = Duration.ZERO;
  private long elapsed;
  private long scheduled;

  /** Creates a time without scheduled tasks. */
  public VirtualTime() {}

  private record Task(long due, long number, Runnable work) {}

  @Override
  public synchronized Instant now() {
    return START.plusNanos(elapsed).plus(jumped);
  }

  /**
   * Sets the clock of the machine forward or back, as an administrator or NTP does. {@link
   * #nanoTime()} and the scheduled tasks know nothing of it.
   *
   * @param jump negative to set it back
   */
  public synchronized void jump(Duration jump) {
    jumped = jumped.plus(jump);
  }

  @Override
  public synchronized long nanoTime() {
    return ORIGIN + elapsed;
  }

  @Override
  public synchronized Cancellable schedule(Duration delay, Runnable task) {
    Task scheduledTask = new Task(after(delay), scheduled++, task);
    tasks.add(scheduledTask);
    return () -> cancel(scheduledTask);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  /**
   * Returns the number of scheduled tasks.
   *
   * @return those that were scheduled and have neither begun nor been cancelled
   */
  public synchronized int pending() {
    return tasks.size();
  }

  /**
   * Advances time, and runs each task at the time when it is due; tasks for the same time run in
   * the order of scheduling. {@link TestRooms#advance} also runs the resulting tasks of rooms.
   *
   * @param duration zero or more
   * @throws RuntimeException the exception of the first failed task, after all others have run
   */
  public void advance(Duration duration) {
    long until = after(duration);
    RuntimeException failure = null;
    for (Runnable task = next(until); task != null; task = next(until)) {
      try {
        task.run();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The time after a duration, in nanoseconds from the start, without overflow. */
  synchronized long after(Duration delay) {
    if (delay.isNegative()) {
      return elapsed;
    }
    Duration left = Duration.ofNanos(Long.MAX_VALUE - elapsed);
    return delay.compareTo(left) >= 0 ? Long.MAX_VALUE : elapsed + delay.toNanos();
  }

  /** Advances to the next task that is due by then and removes it, or advances to that time. */
  synchronized @Nullable Runnable next(long until) {
    if (tasks.isEmpty() || tasks.first().due() > until) {
      elapsed = Math.max(elapsed, until);
      return null;
    }
    Task task = tasks.pollFirst();
    elapsed = Math.max(elapsed, task.due());
    return task.work();
  }
}
