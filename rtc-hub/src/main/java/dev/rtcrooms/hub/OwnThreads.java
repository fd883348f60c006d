package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that the rooms make for themselves where the host lends none; all are daemons. */
final class OwnThreads {

  private static final Logger LOG = LoggerFactory.getLogger(OwnThreads.class);

  private @Nullable ExecutorService pool;
  private @Nullable ScheduledThreadPoolExecutor timer;

  Executor executor() {
    pool =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("rtc-rooms-"));
    return pool;
  }

  Scheduler scheduler() {
    timer = new ScheduledThreadPoolExecutor(1, daemons("rtc-rooms-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    return new SystemTime(timer);
  }

  /** Lets what has begun come to its end. */
  void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
    if (pool != null) {
      pool.shutdown();
    }
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader()); // not a web application's
      return thread;
    };
  }

  private record SystemTime(ScheduledThreadPoolExecutor timer) implements Scheduler {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      try {
        Future<?> future =
            timer.schedule(() -> run(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
      } catch (RejectedExecutionException e) {
        return () -> {}; // the rooms are closed
      }
    }

    private static void run(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("A timer's task failed", e);
      }
    }
  }
}
