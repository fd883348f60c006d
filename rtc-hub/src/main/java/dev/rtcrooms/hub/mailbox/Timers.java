package dev.rtcrooms.hub.mailbox;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The timers of one room, whose tasks run in its mailbox; any thread. */
public final class Timers {

  private final Mailbox mailbox;
  private final Scheduler scheduler;
  private final Set<Timer> running = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /** The timers of the room whose mailbox this is. */
  public Timers(Mailbox mailbox, Scheduler scheduler) {
    this.mailbox = mailbox;
    this.scheduler = scheduler;
  }

  /** Runs a task later, unless the room ends first. */
  public Cancellable after(Duration delay, Runnable task) {
    Timer timer = new Timer(task);
    running.add(timer);
    timer.started(scheduler.schedule(delay, timer::due));
    if (ended) {
      timer.cancel();
    }
    return timer;
  }

  /** The scheduler's nanoseconds. */
  long nanoTime() {
    return scheduler.nanoTime();
  }

  /** Cancels all timers, and those that are started later. */
  public void end() {
    ended = true;
    running.forEach(Timer::cancel);
  }

  private final class Timer implements Cancellable {
    private final Runnable task;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Cancellable scheduled;

    Timer(Runnable task) {
      this.task = task;
    }

    void started(Cancellable scheduled) {
      this.scheduled = scheduled;
      if (over.get()) {
        scheduled.cancel();
      }
    }

    void due() {
      running.remove(this);
      mailbox.execute(
          () -> {
            if (over.compareAndSet(false, true)) {
              task.run();
            }
          });
    }

    @Override
    public void cancel() {
      if (over.compareAndSet(false, true)) {
        running.remove(this);
        Cancellable known = scheduled;
        if (known != null) {
          known.cancel();
        }
      }
    }
  }
}
