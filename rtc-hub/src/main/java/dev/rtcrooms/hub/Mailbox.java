package dev.rtcrooms.hub;

import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a room's tasks one at a time, in the order in which they came, on threads of an executor;
 * any thread may call it. A turn runs what had come when it began, and then ends. If more has come
 * meanwhile the next turn follows on the same thread, which is given back after a while, so that
 * rooms that share it take turns too.
 */
final class Mailbox {

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  /** What is said in a turn is heard at its end, so a turn is kept short. */
  private static final int MOST_PER_TURN = 256;

  private static final long LONGEST_TURN_NANOS = 2_000_000;

  private static final int MOST_PER_STAY = 1_024;

  /** No turn begins after so long on one thread; about what writing to 700 sockets takes. */
  private static final long LONGEST_STAY_NANOS = 5_000_000;

  private static final Duration UNTIL_EXECUTOR_RECOVERS = Duration.ofMillis(50);

  private final Executor executor;
  private final Scheduler scheduler;
  private final Runnable endOfTurn;
  private final Runnable stay = this::stay;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile @Nullable Thread running;
  private volatile boolean ended;

  /** The first task comes before all others; nothing runs before {@link #start}. */
  Mailbox(Executor executor, Scheduler scheduler, Runnable first, Runnable endOfTurn) {
    this.executor = executor;
    this.scheduler = scheduler;
    this.endOfTurn = endOfTurn;
    tasks.add(first);
    waiting.set(1);
  }

  void start() {
    submit();
  }

  /** Returns false, and forgets the task, once the mailbox has ended. */
  boolean execute(Runnable task) {
    if (ended) {
      return false;
    }
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      submit();
    }
    return true;
  }

  void requireInside() {
    if (running != Thread.currentThread()) {
      throw new IllegalStateException("Only for the room's mailbox: use Room.execute or Room.call");
    }
  }

  /** Later tasks, and those that wait, do not run; for the mailbox itself. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  private void submit() {
    try {
      executor.execute(stay);
    } catch (RuntimeException | Error e) { // not all executors refuse with the same exception
      if (ended) {
        stay(); // drops what is left
      } else {
        LOG.warn("The executor took no task; the room tries again", e);
        scheduler.schedule(UNTIL_EXECUTOR_RECOVERS, this::submit);
      }
    }
  }

  private void stay() {
    long began = scheduler.nanoTime();
    int done = 0;
    int left;
    do {
      int now = turn();
      done += now;
      left = waiting.addAndGet(-now);
    } while (left > 0 && done < MOST_PER_STAY && scheduler.nanoTime() - began < LONGEST_STAY_NANOS);
    if (left > 0) {
      submit();
    }
  }

  /** Gives the number of tasks it has run; nobody else can begin a turn until they are deducted. */
  private int turn() {
    long began = scheduler.nanoTime();
    int most = Math.min(waiting.get(), MOST_PER_TURN);
    int done = 0;
    running = Thread.currentThread();
    try {
      do {
        next();
        done++;
      } while (done < most && scheduler.nanoTime() - began < LONGEST_TURN_NANOS);
      run(endOfTurn);
    } finally {
      running = null;
    }
    return done;
  }

  private void next() {
    Runnable task = tasks.poll();
    if (task != null && !ended) {
      run(task);
    } else if (task instanceof Call<?> call) {
      call.drop();
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A task in a room's mailbox failed", e);
    }
  }
}
