package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A scheduler with one thread that has a fault, or none; any thread. */
final class SeededScheduler implements Scheduler {

  /** What is wrong, and which tests must find it. */
  enum Fault {
    NONE,
    RUNS_INSIDE_THE_CALL("aTaskWithoutDelayRunsSoonButNotInsideTheCall"),
    RUNS_EARLY("noTaskIsEarly"),
    RUNS_TWICE("aTaskRunsOnce"),
    LOSES_TASKS("manyThreadsSchedule"),
    KEEPS_CANCELLED_TASKS("aCancelledTaskDoesNotRun", "aTaskMayCancelAnother"),
    CANCELS_EVERYTHING("cancellingOneTaskLeavesTheOthers"),
    REFUSES_A_SECOND_CANCEL("aCancelledTaskDoesNotRun", "itIsTooLateToCancelATaskThatHasRun"),
    DIES_OF_AN_EXCEPTION("aTaskThatThrowsAffectsNoOther"),
    REFUSES_NEGATIVE_DELAYS("aTaskWithoutDelayRunsSoonButNotInsideTheCall"),
    OVERFLOWS("aDelayMayBeOfAnyLength"),
    REFUSES_LONG_DELAYS("aDelayMayBeOfAnyLength"),
    HOLDS_A_LOCK("whoSchedulesDoesNotWaitForATask"),
    GOES_BACK("timeNeverGoesBack");

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<String> findings;

    Fault(String... findings) {
      this.findings = List.of(findings);
    }

    /** The names of the tests that fail. */
    List<String> findings() {
      return findings;
    }
  }

  private final Fault fault;
  private final AtomicInteger count = new AtomicInteger();
  private final Object lock = new Object();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, RealTime.daemons("seeded-scheduler"));
  private volatile boolean dead;

  SeededScheduler(Fault fault) {
    this.fault = fault;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    long now = System.nanoTime();
    return fault == Fault.GOES_BACK ? now - count.incrementAndGet() * 1_000_000_000L : now;
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    if (fault == Fault.HOLDS_A_LOCK) {
      synchronized (lock) {
        return added(delay, task);
      }
    }
    return added(delay, task);
  }

  private Cancellable added(Duration delay, Runnable task) {
    int number = count.incrementAndGet();
    if (fault == Fault.RUNS_INSIDE_THE_CALL && delay.compareTo(Duration.ZERO) <= 0) {
      task.run();
      return () -> {};
    }
    if (fault == Fault.RUNS_EARLY && delay.compareTo(Duration.ZERO) > 0) {
      task.run(); // a timer's thread that is held up would be in time by chance
      return () -> {};
    }
    if (fault == Fault.REFUSES_NEGATIVE_DELAYS && delay.isNegative()) {
      throw new IllegalArgumentException("negative");
    }
    if (fault == Fault.LOSES_TASKS && number % 100 == 0) {
      return () -> {};
    }
    Runnable run = () -> run(task);
    var future = timer.schedule(run, nanos(delay), TimeUnit.NANOSECONDS);
    if (fault == Fault.RUNS_TWICE) {
      timer.schedule(run, nanos(delay), TimeUnit.NANOSECONDS);
    }
    return () -> {
      if (fault == Fault.REFUSES_A_SECOND_CANCEL && future.isDone()) {
        throw new IllegalStateException("it is over");
      }
      if (fault == Fault.CANCELS_EVERYTHING) {
        timer.getQueue().clear();
      }
      if (fault != Fault.KEEPS_CANCELLED_TASKS) {
        future.cancel(false);
      }
    };
  }

  private long nanos(Duration delay) {
    return switch (fault) {
      case OVERFLOWS -> delay.getSeconds() * 1_000_000_000L + delay.getNano();
      case REFUSES_LONG_DELAYS -> delay.toNanos();
      default -> TimeUnit.NANOSECONDS.convert(delay);
    };
  }

  private void run(Runnable task) {
    if (fault == Fault.HOLDS_A_LOCK) {
      synchronized (lock) {
        task.run();
      }
      return;
    }
    if (dead) {
      return;
    }
    try {
      task.run();
    } catch (IllegalStateException e) {
      dead = fault == Fault.DIES_OF_AN_EXCEPTION;
    }
  }
}
