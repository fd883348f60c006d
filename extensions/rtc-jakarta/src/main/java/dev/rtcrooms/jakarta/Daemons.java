package dev.rtcrooms.jakarta;

import dev.rtcrooms.thread.DaemonThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads and timers of one transport; any thread. */
final class Daemons {

  private static final int IDLE_SECONDS = 2;

  /** Not less: a thread polls this often while its timer has a task that is not due. */
  private static final int LAST_IDLE_MILLIS = 20;

  private final DaemonThreads threads = new DaemonThreads();
  private final List<ScheduledThreadPoolExecutor> timers = new CopyOnWriteArrayList<>();
  private volatile boolean ending;

  ThreadFactory threads(String prefix) {
    return threads.named(prefix);
  }

  /** A timer whose threads end when they are idle. */
  ScheduledThreadPoolExecutor timer(String prefix, int size) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(size, threads(prefix));
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timers.add(timer);
    return timer;
  }

  /**
   * Ends the timers' threads as soon as they are idle. The timers still accept tasks, for a
   * connection that opens while the application stops.
   */
  void endIdle() {
    ending = true;
    timers.forEach(timer -> timer.setKeepAliveTime(LAST_IDLE_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Whether {@link #endIdle} was called. */
  boolean areEnding() {
    return ending;
  }

  /** Waits for the end of the threads, as {@link DaemonThreads#awaitEnd} does. */
  boolean awaitEnd(long deadline) throws InterruptedException {
    return threads.awaitEnd(deadline);
  }
}
