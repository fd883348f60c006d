package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.transport.Lane;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A lane with threads of its own that has a fault, or none; any thread. */
final class SeededLane implements Lane {

  /** What is wrong, and which tests must find it. */
  enum Fault {
    NONE,
    LOSES_A_TASK("tasksOfOneThreadRunOnceAndInOrder"),
    DOUBLES_A_TASK("tasksOfOneThreadRunOnceAndInOrder"),
    SWAPS_TASKS("tasksOfOneThreadRunOnceAndInOrder"),
    RUNS_ALL_AT_ONCE("oneTaskRunsAtATime"),
    RUNS_WHAT_A_TASK_GIVES_INSIDE_IT("aTaskThatATaskGivesRunsAfterItAndAfterThoseThatWait"),
    PREFERS_WHAT_A_TASK_GIVES(
        "aTaskThatATaskGivesRunsAfterItAndAfterThoseThatWait",
        "aTaskThatGivesAnotherAgainAndAgainHoldsUpNoOther"),
    HOLDS_UP_WHO_GIVES("whoGivesATaskDoesNotWaitForTheOneThatRuns"),
    THROWS_AFTER_ITS_END("aLaneThatHasEndedDiscardsItsTasks"),
    RUNS_TASKS_AFTER_ITS_END("aLaneThatHasEndedDiscardsItsTasks"),
    KEEPS_TASKS_AFTER_ITS_END("aLaneThatHasEndedKeepsNoTask");

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
  private final ConcurrentLinkedDeque<Runnable> tasks = new ConcurrentLinkedDeque<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ExecutorService threads;
  private volatile Thread running;

  SeededLane(Fault fault) {
    this.fault = fault;
    threads =
        Executors.newFixedThreadPool(
            fault == Fault.RUNS_ALL_AT_ONCE ? 4 : 1, RealTime.daemons("seeded-lane"));
  }

  @Override
  public void execute(Runnable task) {
    int number = count.incrementAndGet();
    if (fault == Fault.RUNS_ALL_AT_ONCE) {
      threads.execute(task);
      return;
    }
    boolean inside = running == Thread.currentThread();
    if (fault == Fault.RUNS_WHAT_A_TASK_GIVES_INSIDE_IT && inside) {
      task.run();
      return;
    }
    if (fault == Fault.LOSES_A_TASK && number == 7) {
      return;
    }
    boolean first =
        (fault == Fault.SWAPS_TASKS && number % 2 == 0)
            || (fault == Fault.PREFERS_WHAT_A_TASK_GIVES && inside);
    if (fault == Fault.HOLDS_UP_WHO_GIVES) {
      synchronized (tasks) {
        add(first, task);
      }
    } else {
      add(first, task);
    }
    if (fault == Fault.DOUBLES_A_TASK && number == 7) {
      add(false, task);
    }
  }

  private void add(boolean first, Runnable task) {
    if (first) {
      tasks.addFirst(task);
    } else {
      tasks.addLast(task);
    }
    if (waiting.getAndIncrement() == 0) {
      submit(task);
    }
  }

  private void submit(Runnable task) {
    try {
      threads.execute(this::run);
    } catch (RejectedExecutionException e) {
      waiting.set(0);
      if (fault != Fault.KEEPS_TASKS_AFTER_ITS_END) {
        tasks.clear();
      }
      if (fault == Fault.THROWS_AFTER_ITS_END) {
        throw e;
      }
      if (fault == Fault.RUNS_TASKS_AFTER_ITS_END) {
        task.run();
      }
    }
  }

  private void run() {
    running = Thread.currentThread();
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        runOne(task);
      }
    } while (waiting.decrementAndGet() > 0);
    running = null;
  }

  private void runOne(Runnable task) {
    if (fault == Fault.HOLDS_UP_WHO_GIVES) {
      synchronized (tasks) {
        task.run();
      }
    } else {
      task.run();
    }
  }

  boolean end() {
    threads.shutdown();
    return true;
  }
}
