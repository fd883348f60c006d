package dev.rtcrooms.hub.mailbox;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.thread.DaemonThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon threads of the rooms, for hosts that provide none. The pools are created on one
 * thread; any thread may close them and wait.
 */
public final class RoomThreads {

  private static final Logger LOG = LoggerFactory.getLogger(RoomThreads.class);

  /** So many logins may block at once; others wait. */
  private static final int MOST_LOGINS = 64;

  private static final int MOST_WAITING_LOGINS = 10_000;
  private static final int IDLE_SECONDS = 5;

  private final DaemonThreads daemons = new DaemonThreads();
  private @Nullable ExecutorService pool;
  private @Nullable ExecutorService logins;
  private @Nullable ExecutorService listening;
  private @Nullable ScheduledThreadPoolExecutor timer;

  /** Creates the pool in which mailboxes run. */
  public Executor executor() {
    pool =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), daemons.named("rtc-rooms-"));
    return pool;
  }

  /** Creates the pool for authentication and admission, which may block without harm to rooms. */
  public Executor logins() {
    ThreadPoolExecutor created =
        new ThreadPoolExecutor(
            MOST_LOGINS,
            MOST_LOGINS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING_LOGINS),
            daemons.named("rtc-rooms-login-"));
    created.allowCoreThreadTimeOut(true);
    logins = created;
    return created;
  }

  /** Creates the thread on which the host's listener is called, which may block. */
  public Executor listening() {
    ThreadPoolExecutor created =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons.named("rtc-rooms-listener-"));
    created.allowCoreThreadTimeOut(true);
    listening = created;
    return created;
  }

  /** Creates the system clock with one timer thread. */
  public Scheduler scheduler() {
    timer = new ScheduledThreadPoolExecutor(1, daemons.named("rtc-rooms-timer-"));
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
    if (logins != null) {
      logins.shutdownNow();
    }
    if (listening != null) {
      listening.shutdown();
    }
  }

  /**
   * Waits for the end of the threads after {@link #close}. Not for these threads themselves.
   *
   * @param deadline as of {@link System#nanoTime}
   * @return false if a thread did not end in time
   */
  public boolean awaitEnd(long deadline) throws InterruptedException {
    return daemons.awaitEnd(deadline);
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
            timer.schedule(
                () -> run(task), TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
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
