package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Scheduler} must do. A subclass in the implementor's tests creates the
 * scheduler. No test demands that a task is punctual: only that it is not early.
 */
public abstract class SchedulerContract extends Patience {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATER = Duration.ofMillis(100);
  private static final int THREADS = 4;
  private static final int TASKS = 500;

  private final AtomicInteger ran = new AtomicInteger();
  private @Nullable Scheduler tested;

  /** For subclasses. */
  protected SchedulerContract() {}

  /**
   * Creates a scheduler.
   *
   * @return a scheduler that no other test uses
   */
  protected abstract Scheduler scheduler();

  /**
   * Lets time pass, while a test waits. Default: nothing but a pause of some milliseconds. A
   * scheduler whose time stands still advances it.
   *
   * @param scheduler what {@link #scheduler()} has returned
   */
  protected void pass(Scheduler scheduler) {
    RealTime.SHARED.pass();
  }

  @Override
  final void pass() {
    pass(tested());
  }

  private Scheduler tested() {
    Scheduler created = tested;
    if (created == null) {
      created = scheduler();
      tested = created;
    }
    return created;
  }

  /** Waits for a task of its own, which is due after all that were scheduled before it. */
  private void letPass(Duration delay) {
    AtomicBoolean over = new AtomicBoolean();
    tested().schedule(delay, () -> over.set(true));
    await("A task runs after " + delay, over::get);
  }

  @Test
  void aTaskRunsOnce() {
    tested().schedule(SOON, ran::incrementAndGet);

    await("A task runs", () -> ran.get() > 0);
    letPass(LATER);
    assertEquals(1, ran.get());
  }

  @Test
  void noTaskIsEarly() {
    List<Duration> delays =
        List.of(Duration.ofNanos(1), Duration.ofMillis(1), SOON, LATER, Duration.ofMillis(150));
    AtomicLong early = new AtomicLong();
    for (Duration delay : delays) {
      long begun = tested().nanoTime();
      tested()
          .schedule(
              delay,
              () -> {
                if (tested().nanoTime() - begun < delay.toNanos()) {
                  early.incrementAndGet();
                }
                ran.incrementAndGet();
              });
    }

    await("All tasks run", () -> ran.get() == delays.size());
    assertEquals(0, early.get());
  }

  @Test
  void aTaskWithoutDelayRunsSoonButNotInsideTheCall() {
    Thread caller = Thread.currentThread();
    AtomicBoolean inside = new AtomicBoolean();
    AtomicBoolean calling = new AtomicBoolean(true);
    for (Duration delay : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(-1))) {
      tested()
          .schedule(
              delay,
              () -> {
                if (calling.get() && Thread.currentThread() == caller) {
                  inside.set(true);
                }
                ran.incrementAndGet();
              });
    }
    calling.set(false);

    await("All tasks run", () -> ran.get() == 3);
    assertFalse(inside.get(), "a task ran inside the call");
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    CancelledTask once = new CancelledTask(tested(), LATER);
    once.cancel();
    CancelledTask twice = new CancelledTask(tested(), LATER);
    twice.cancel();
    twice.cancel();

    letPass(LATER.multipliedBy(2));
    once.assertDidNotRun();
    twice.assertDidNotRun();
  }

  @Test
  void itIsTooLateToCancelATaskThatHasRun() {
    Cancellable task = tested().schedule(Duration.ZERO, ran::incrementAndGet);
    await("A task runs", () -> ran.get() == 1);

    task.cancel();
    task.cancel();

    letPass(SOON);
    assertEquals(1, ran.get());
  }

  @Test
  void cancellingOneTaskLeavesTheOthers() {
    List<CancelledTask> cancelled = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      tested().schedule(LATER, ran::incrementAndGet);
      cancelled.add(new CancelledTask(tested(), LATER));
    }
    cancelled.forEach(CancelledTask::cancel);

    await("The others run", () -> ran.get() >= 10);
    letPass(LATER);
    assertEquals(10, ran.get());
    cancelled.forEach(CancelledTask::assertDidNotRun);
  }

  @Test
  void aTaskThatThrowsAffectsNoOther() {
    for (int n = 0; n < 20; n++) {
      tested()
          .schedule(
              SOON,
              () -> {
                throw new IllegalStateException("a task that fails, for a test");
              });
      tested().schedule(SOON, ran::incrementAndGet);
    }

    await("The other tasks run", () -> ran.get() == 20);
    letPass(SOON);
  }

  @Test
  void aTaskMaySchedule() {
    AtomicBoolean ended = new AtomicBoolean();
    tested()
        .schedule(Duration.ZERO, () -> tested().schedule(SOON, () -> ended.set(ran.get() == 0)));

    await("What a task has scheduled runs", ended::get);
  }

  @Test
  void aTaskMayCancelAnother() {
    CancelledTask other = new CancelledTask(tested(), LATER);
    tested()
        .schedule(
            Duration.ZERO,
            () -> {
              other.cancel();
              ran.incrementAndGet();
            });

    await("A task runs", () -> ran.get() == 1);
    letPass(LATER.multipliedBy(2));
    other.assertDidNotRun();
  }

  @Test
  void aDelayMayBeOfAnyLength() {
    for (Duration delay :
        List.of(Duration.ofDays(1), Duration.ofDays(400_000), Duration.ofSeconds(Long.MAX_VALUE))) {
      tested().schedule(delay, ran::incrementAndGet).cancel();
      tested().schedule(delay, ran::incrementAndGet);
    }

    letPass(LATER);
    assertEquals(0, ran.get());
  }

  @Test
  void manyThreadsSchedule() {
    Scheduler scheduler = tested();
    for (int thread = 0; thread < THREADS; thread++) {
      RealTime.SHARED.execute(
          () -> {
            for (int n = 0; n < TASKS; n++) {
              scheduler.schedule(Duration.ofMillis(n % 10), ran::incrementAndGet);
            }
          });
    }

    await("All tasks run", () -> ran.get() == THREADS * TASKS);
  }

  @Test
  void whoSchedulesDoesNotWaitForATask() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean began = new AtomicBoolean();
    AtomicBoolean heldUp = new AtomicBoolean();
    Scheduler scheduler = tested();
    scheduler.schedule(
        Duration.ZERO,
        () -> {
          began.set(true);
          heldUp.set(!comes(end));
        });
    AtomicBoolean given = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    RealTime.SHARED.execute(
        () -> {
          while (!began.get() && !over.get()) {
            RealTime.SHARED.pass();
          }
          scheduler.schedule(SOON, ran::incrementAndGet).cancel();
          given.set(true);
          end.countDown();
        });

    try {
      await("A task is scheduled", () -> given.get() || heldUp.get());
    } finally {
      over.set(true);
    }
    assertFalse(heldUp.get(), "a task was not scheduled while another ran");
  }

  @Test
  void timeNeverGoesBack() {
    AtomicBoolean back = new AtomicBoolean();
    for (int n = 0; n < 50; n++) {
      long scheduledAt = tested().nanoTime();
      tested()
          .schedule(
              Duration.ofMillis(n),
              () -> {
                long last = scheduledAt;
                for (int i = 0; i < 100; i++) {
                  long now = tested().nanoTime();
                  if (now - last < 0) {
                    back.set(true);
                  }
                  last = now;
                }
                ran.incrementAndGet();
              });
    }

    await("All tasks run", () -> ran.get() == 50);
    assertFalse(back.get(), "the time went back");
  }
}
