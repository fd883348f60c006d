package dev.rtcrooms.testkit;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it; any thread may schedule, the test's thread
 * advances. It begins at {@link #START}. {@link #nanoTime()} passes from positive to negative after
 * ten seconds, as the system's may, so that code which compares instead of subtracting is found
 * out.
 */
public final class VirtualTime implements Scheduler {

  /** The time of day at which every test begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

  private final TreeSet<Task> tasks =
      new TreeSet<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
  private long elapsed;
  private long scheduled;

  /** A time at which nothing has happened yet. */
  public VirtualTime() {}

  private record Task(long due, long number, Runnable work) {}

  @Override
  public synchronized Instant now() {
    return START.plusNanos(elapsed);
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
   * How many tasks wait to be run.
   *
   * @return those that were scheduled and have neither begun nor been cancelled
   */
  public synchronized int pending() {
    return tasks.size();
  }

  /**
   * Moves time on and runs what falls due, in the order of its moments and then of its scheduling,
   * each task at its own moment. {@link TestRooms#advance} does this and runs what comes of it too.
   *
   * @param duration how far, zero or more
   * @throws RuntimeException what the first failing task threw, after all others have run
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

  /** The moment after a duration, in nanoseconds from the start; "for ever" stays for ever. */
  synchronized long after(Duration delay) {
    if (delay.isNegative()) {
      return elapsed;
    }
    Duration left = Duration.ofNanos(Long.MAX_VALUE - elapsed);
    return delay.compareTo(left) >= 0 ? Long.MAX_VALUE : elapsed + delay.toNanos();
  }

  /** Moves time to the next task that is due by then and takes it, or moves time there. */
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
