package dev.rtcrooms.thread;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates daemon threads and waits for their end; any thread. */
public final class DaemonThreads {

  private final Set<Thread> started = ConcurrentHashMap.newKeySet();

  /** Knows no threads yet. */
  public DaemonThreads() {}

  /**
   * Creates threads with numbered names.
   *
   * @param prefix precedes the number
   * @return a factory for any thread
   */
  public ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      // not the caller's, so that a web application can be unloaded
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
      started.removeIf(other -> other.getState() == Thread.State.TERMINATED);
      started.add(thread);
      return thread;
    };
  }

  /**
   * Waits for the end of all threads, which something else must bring about. Not for these threads
   * themselves.
   *
   * @param deadline as of {@link System#nanoTime}
   * @return false if a thread did not end in time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitEnd(long deadline) throws InterruptedException {
    for (Thread thread : started) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
      if (thread.isAlive()) {
        return false;
      }
    }
    return true;
  }
}
