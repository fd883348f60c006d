package dev.rtcrooms.testkit;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** The threads and timers of one node, which a test can stop and end; for the test's thread. */
final class NodeProcess implements Executor, Scheduler {

  private final VirtualTime time;
  private final TaskQueue queue;
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean frozen;
  private boolean dead;

  NodeProcess(VirtualTime time, TaskQueue queue) {
    this.time = time;
    this.queue = queue;
  }

  VirtualTime time() {
    return time;
  }

  TaskQueue queue() {
    return queue;
  }

  @Override
  public void execute(Runnable task) {
    queue.execute(() -> run(task));
  }

  private void run(Runnable task) {
    if (frozen) {
      held.add(task);
    } else if (!dead) {
      task.run();
    }
  }

  void freeze() {
    frozen = true;
  }

  void thaw() {
    frozen = false;
    for (Runnable task = held.poll(); task != null; task = held.poll()) {
      execute(task);
    }
  }

  void kill() {
    dead = true;
    frozen = false;
    held.clear();
  }

  boolean isDead() {
    return dead;
  }

  /** Whether it is neither dead nor stands still. */
  boolean isRunning() {
    return !dead && !frozen;
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    AtomicBoolean cancelled = new AtomicBoolean();
    Runnable due =
        () -> {
          if (!cancelled.get()) {
            task.run();
          }
        };
    Cancellable timer = time.schedule(delay, () -> run(due));
    return () -> {
      cancelled.set(true);
      timer.cancel();
    };
  }
}
