package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rtcrooms.transport.Lane;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Lane} must do. A subclass in the implementor's tests creates the lane. {@link
 * Lane#MAILBOX} runs tasks for the mailbox of a room, and meets the contract there only: its lane
 * is {@code task -> room.execute(() -> Lane.MAILBOX.execute(task))}.
 */
public abstract class LaneContract extends Patience {

  private static final int THREADS = 4;
  private static final int TASKS = 2_000;

  /** For subclasses. */
  protected LaneContract() {}

  /**
   * Creates a lane.
   *
   * @return a lane that no other test uses
   */
  protected abstract Lane lane();

  /**
   * Ends the lane of this test, so that it has no thread any more.
   *
   * @param lane what {@link #lane()} has returned
   * @return false if a lane cannot end, which is the default
   */
  protected boolean end(Lane lane) {
    return false;
  }

  /**
   * Only the lane's tasks read and write it: a lane makes what one task wrote visible to the next.
   */
  private final List<Integer> ran = new ArrayList<>();

  private List<Integer> ran(Lane lane) {
    List<Integer> copy = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean copied = new AtomicBoolean();
    lane.execute(
        () -> {
          copy.addAll(ran);
          copied.set(true);
        });
    await("The last task runs", copied::get);
    return copy;
  }

  @Test
  void tasksOfOneThreadRunOnceAndInOrder() {
    Lane lane = lane();
    for (int n = 0; n < TASKS; n++) {
      int number = n;
      lane.execute(() -> ran.add(number));
    }

    assertEquals(IntStream.range(0, TASKS).boxed().toList(), ran(lane));
  }

  @Test
  void tasksOfManyThreadsRunOnceAndInTheOrderOfEachThread() {
    Lane lane = lane();
    CountDownLatch given = new CountDownLatch(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread * TASKS;
      RealTime.SHARED.execute(
          () -> {
            for (int n = first; n < first + TASKS; n++) {
              int number = n;
              lane.execute(() -> ran.add(number));
            }
            given.countDown();
          });
    }
    assertTrue(comes(given), "all tasks are given");

    List<Integer> all = ran(lane);
    assertEquals(THREADS * TASKS, all.size());
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread * TASKS;
      assertEquals(
          IntStream.range(first, first + TASKS).boxed().toList(),
          all.stream().filter(n -> n >= first && n < first + TASKS).toList());
    }
  }

  @Test
  void oneTaskRunsAtATime() {
    Lane lane = lane();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Runnable task =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          for (int spins = 0; spins < 100; spins++) {
            Thread.onSpinWait(); // lets a second one begin, if the lane does
          }
          running.decrementAndGet();
          done.incrementAndGet();
        };
    for (int thread = 0; thread < THREADS; thread++) {
      RealTime.SHARED.execute(
          () -> {
            for (int n = 0; n < TASKS; n++) {
              lane.execute(task);
            }
          });
    }

    await("All tasks run", () -> done.get() == THREADS * TASKS);
    assertEquals(1, most.get());
  }

  @Test
  void aTaskThatATaskGivesRunsAfterItAndAfterThoseThatWait() {
    Lane lane = lane();
    CountDownLatch waiting = new CountDownLatch(1);
    lane.execute(
        () -> {
          comes(waiting);
          lane.execute(() -> ran.add(3));
          ran.add(1);
        });
    lane.execute(() -> ran.add(2));
    waiting.countDown();

    await("The last task runs", () -> ran(lane).size() == 3);
    assertEquals(List.of(1, 2, 3), ran(lane));
  }

  @Test
  void whoGivesATaskDoesNotWaitForTheOneThatRuns() {
    Lane lane = lane();
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean began = new AtomicBoolean();
    AtomicBoolean given = new AtomicBoolean();
    AtomicBoolean heldUp = new AtomicBoolean();
    lane.execute(
        () -> {
          began.set(true);
          heldUp.set(!comes(end));
        });
    await("A task runs", began::get);

    RealTime.SHARED.execute(
        () -> {
          lane.execute(() -> ran.add(1));
          given.set(true);
        });
    await("A task is given", () -> given.get() || heldUp.get());
    end.countDown();
    assertFalse(heldUp.get(), "a task was not given while another ran");
    assertEquals(List.of(1), ran(lane));
  }

  @Test
  void aTaskThatGivesAnotherAgainAndAgainHoldsUpNoOther() {
    Lane lane = lane();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicBoolean other = new AtomicBoolean();
    AtomicInteger turns = new AtomicInteger();
    lane.execute(
        new Runnable() {
          @Override
          public void run() {
            turns.incrementAndGet();
            if (!stop.get()) {
              lane.execute(this);
            }
          }
        });
    try {
      await("The task goes on", () -> turns.get() > 1);

      lane.execute(() -> other.set(true));
      await("Another task runs", other::get);
    } finally {
      stop.set(true);
    }
  }

  @Test
  void aLaneThatHasEndedDiscardsItsTasks() {
    AtomicBoolean late = new AtomicBoolean();
    Lane lane = ended();

    give(lane, () -> late.set(true));
    give(lane, () -> late.set(true));
    assertFalse(late.get(), "a task ran after the end");
  }

  /** Who holds the lane does not hold what the rooms wanted to send. */
  @Test
  void aLaneThatHasEndedKeepsNoTask() {
    Lane lane = ended();
    List<WeakReference<Runnable>> given = Stream.generate(() -> giveNew(lane)).limit(3).toList();

    try {
      await(
          "The tasks become garbage",
          () -> {
            System.gc();
            return given.stream().allMatch(task -> task.get() == null);
          });
    } finally {
      Reference.reachabilityFence(lane);
    }
  }

  /** A lane that has run a task, and then has ended. */
  private Lane ended() {
    Lane lane = lane();
    lane.execute(() -> ran.add(1));
    assertEquals(List.of(1), ran(lane));
    Assumptions.assumeTrue(end(lane), "this lane cannot end");
    return lane;
  }

  private WeakReference<Runnable> giveNew(Lane lane) {
    Runnable task = new CountDownLatch(1)::countDown;
    give(lane, task);
    return new WeakReference<>(task);
  }

  /** Gives a task on another thread, and throws what the lane throws there. */
  private void give(Lane lane, Runnable task) {
    CompletableFuture<Void> given =
        CompletableFuture.runAsync(() -> lane.execute(task), RealTime.SHARED);
    await("A task is given", given::isDone);
    given.join();
  }
}
