package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the rooms of this node run only while the node has its lease. Without it they stand still:
 * their tasks wait here. Any thread.
 */
final class Gate implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private static final Duration UNTIL_EXECUTOR_RECOVERS = Duration.ofMillis(50);

  private final Cluster cluster;
  private final Executor executor;
  private final Scheduler scheduler;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean opened;

  /**
   * A gate in front of an executor.
   *
   * @param cluster tells whether this node has its lease
   */
  Gate(Cluster cluster, Executor executor, Scheduler scheduler) {
    this.cluster = cluster;
    this.executor = executor;
    this.scheduler = scheduler;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(() -> run(task));
  }

  private void run(Runnable task) {
    if (opened || cluster.isCurrent()) {
      task.run();
      return;
    }
    waiting.add(task);
    if (opened || cluster.isCurrent()) {
      resume();
    }
  }

  /** The node has a lease again. */
  void resume() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      try {
        execute(task);
      } catch (RuntimeException | Error e) { // executors differ in what they throw
        LOG.warn("The executor rejected a room, which will try again", e);
        waiting.add(task);
        scheduler.schedule(UNTIL_EXECUTOR_RECOVERS, this::resume);
        return;
      }
    }
  }

  /** From now on rooms run without a lease, because they end. */
  void open() {
    opened = true;
    resume();
  }
}
