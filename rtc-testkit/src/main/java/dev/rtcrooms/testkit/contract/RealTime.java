package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The system's time, and a few daemon threads; any thread. */
final class RealTime implements Scheduler, Executor {

  static final RealTime SHARED = new RealTime();

  private static final int THREADS = 4;
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, daemons("contract"));

  private RealTime() {
    threads.setRemoveOnCancelPolicy(true);
  }

  /** Creates threads of this name that do not keep the process alive. */
  static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

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
    ScheduledFuture<?> timer =
        threads.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  void pass() {
    LockSupport.parkNanos(MOMENT_NANOS);
  }
}
