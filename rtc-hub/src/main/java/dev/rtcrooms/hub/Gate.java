package dev.rtcrooms.hub;

import dev.rtcrooms.spi.cluster.Cluster;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Lets the rooms of this node run only while the node has its lease. Without it they stand still:
 * their tasks wait here. Any thread.
 */
final class Gate implements Executor {

  private final Cluster cluster;
  private final Executor executor;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean opened;

  /**
   * A gate in front of an executor.
   *
   * @param cluster tells whether this node has its lease
   */
  Gate(Cluster cluster, Executor executor) {
    this.cluster = cluster;
    this.executor = executor;
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
      execute(task);
    }
  }

  /** From now on rooms run without a lease, because they end. */
  void open() {
    opened = true;
    resume();
  }
}
