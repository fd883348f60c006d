package dev.rtcrooms.hub.mailbox;

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

/** The daemon threads of the rooms, for hosts that provide none; for one thread, except close. */
public final class RoomThreads {

  private static final Logger LOG = LoggerFactory.getLogger(RoomThreads.class);

  private @Nullable ExecutorService pool;
  private @Nullable ScheduledThreadPoolExecutor timer;

  /** Creates the pool in which mailboxes run. */
  public Executor executor() {
    pool =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("rtc-rooms-"));
    return pool;
  }

  /** Creates the system clock with one timer thread. */
  public Scheduler scheduler() {
    timer = new ScheduledThreadPoolExecutor(1, daemons("rtc-rooms-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    return new SystemTime(timer);
  }

  /** Ends the threads; tasks that have begun continue to their end. Any thread. */
  public void close() {
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
      thread.setContextClassLoader(
          ClassLoader.getSystemClassLoader()); // a web application's must be collectable
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
