package dev.rtcrooms.client;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks of one client one at a time, in order, on an executor; any thread. */
class Strand implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Strand.class);

  private final Executor executor;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** The thread that raises it from 0 lets the executor run the tasks. */
  private final AtomicInteger waiting = new AtomicInteger();

  Strand(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        LOG.warn("The executor of a client rejects its tasks, so the calling thread runs them");
        run();
      }
    }
  }

  /** Runs a task later. It cannot be cancelled: it looks whether it is still needed. */
  void after(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, this).execute(task);
  }

  private void run() {
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        try {
          task.run();
        } catch (RuntimeException | Error e) {
          LOG.error("A task of a client failed", e);
        }
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
