package dev.rtcrooms.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps tasks from any thread until the test's thread runs them, in the order of arrival. */
final class TaskQueue implements Executor {

  /** Ends the messages of failures whose likely cause is an answer that came on another thread. */
  static final String OTHER_THREADS =
      ". Does an Authenticator, an Admission or a HistoryStore answer on a thread of its own? Only"
          + " tasks on the kit's executor run in step with the test: give it rooms.executor()";

  /** No test needs as many tasks at once, so reaching this limit means an endless loop. */
  private static final int TOO_MANY = 5_000_000;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private final Consumer<Throwable> failures;
  private @Nullable Thread runner;

  TaskQueue(Consumer<Throwable> failures) {
    this.failures = failures;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
    }
  }

  /** Runs all tasks, and those that they add; inside a task it does nothing. */
  void run() {
    if (!running.compareAndSet(false, true)) {
      if (runner == Thread.currentThread()) {
        return;
      }
      throw new IllegalStateException("Two threads use one TestRooms: it is for the test's thread");
    }
    runner = Thread.currentThread();
    try {
      runUntilEmpty();
    } finally {
      runner = null;
      running.set(false);
    }
  }

  private void runUntilEmpty() {
    Runnable task = poll();
    for (int ran = 0; task != null; ran++, task = poll()) {
      if (ran == TOO_MANY) {
        throw new AssertionError("The rooms do not come to rest after " + ran + " tasks");
      }
      run(task);
    }
  }

  /** Runs one task; an exception is reported and affects no other task. */
  void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      failures.accept(new AssertionError("A task of the rooms threw " + e, e));
    }
  }

  private @Nullable Runnable poll() {
    synchronized (tasks) {
      return tasks.poll();
    }
  }
}
