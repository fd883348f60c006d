package dev.rtcrooms.jakarta;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the transport's own threads: daemons without a web application's class loader. */
final class Daemons {

  private static final int IDLE_SECONDS = 2;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private Daemons() {}

  static Thread thread(String prefix, Runnable task) {
    Thread thread = new Thread(task, prefix + NUMBERS.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }

  /** A timer whose threads end when they are idle. */
  static ScheduledThreadPoolExecutor timer(String prefix, int threads) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(threads, task -> thread(prefix, task));
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }
}
