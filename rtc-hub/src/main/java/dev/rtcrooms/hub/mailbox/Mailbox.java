package dev.rtcrooms.hub.mailbox;

import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a room's tasks one at a time, in order of arrival, on threads of an executor; any thread may
 * call it. A turn runs the tasks that were waiting when it began, and then ends. If more have
 * arrived meanwhile, the next turn follows on the same thread. After a while the thread is
 * returned, so that rooms that share it take turns.
 */
public final class Mailbox {

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  /** Messages leave at the end of a turn, so a turn is kept short. */
  private static final int MOST_PER_TURN = 256;

  private static final long LONGEST_TURN_NANOS = 2_000_000;

  private static final int MOST_PER_STAY = 1_024;

  /** No turn begins after this time on one thread; about what writing to 700 sockets takes. */
  private static final long LONGEST_STAY_NANOS = 5_000_000;

  private static final Duration UNTIL_EXECUTOR_RECOVERS = Duration.ofMillis(50);

  private final Executor executor;
  private final Scheduler scheduler;
  private final Runnable endOfTurn;
  private final Runnable stay = this::stay;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final WaitingTasks waiting;
  private volatile @Nullable Thread running;
  private volatile boolean ended;

  /**
   * A mailbox in which nothing runs before {@link #start}.
   *
   * @param first the task that runs before all others
   * @param endOfTurn runs at the end of each turn
   */
  public Mailbox(Executor executor, Scheduler scheduler, Runnable first, Runnable endOfTurn) {
    this.executor = executor;
    this.scheduler = scheduler;
    this.endOfTurn = endOfTurn;
    waiting = new WaitingTasks(scheduler::nanoTime);
    tasks.add(first);
    waiting.add();
  }

  /** Begins to run tasks; to be called once. */
  public void start() {
    submit();
  }

  /**
   * Adds a task.
   *
   * @return false if the mailbox has ended, so that the task never runs; it is not told
   */
  public boolean execute(Runnable task) {
    if (ended) {
      return false;
    }
    tasks.add(task);
    if (waiting.add()) {
      submit();
    }
    return true;
  }

  /**
   * Runs a task and gives its result.
   *
   * @return fails with {@link IllegalStateException} if the mailbox ends before the task runs
   */
  public <T> CompletionStage<T> call(Callable<T> task) {
    Call<T> call = new Call<>(task);
    if (!execute(call)) {
      call.drop();
    }
    return call.result();
  }

  /**
   * Checks that the calling thread runs a task of this mailbox.
   *
   * @throws IllegalStateException if it does not
   */
  public void requireInside() {
    if (running != Thread.currentThread()) {
      throw new IllegalStateException("Only for the room's mailbox: use Room.execute or Room.call");
    }
  }

  /** From now on no task runs, not even one that waits; for the mailbox itself. */
  public void end() {
    ended = true;
  }

  /** The tasks that wait or run; any thread. */
  public WaitingTasks waiting() {
    return waiting;
  }

  /** Tells whether the mailbox has ended. */
  public boolean hasEnded() {
    return ended;
  }

  private void submit() {
    try {
      executor.execute(stay);
    } catch (RuntimeException | Error e) { // executors differ in what they throw
      if (ended) {
        stay(); // drops what is left
      } else {
        LOG.warn("The executor rejected a task; the room will try again", e);
        scheduler.schedule(UNTIL_EXECUTOR_RECOVERS, this::submit);
      }
    }
  }

  private void stay() {
    long began = scheduler.nanoTime();
    int done = 0;
    int left;
    do {
      int before = waiting.count();
      long turnBegan = scheduler.nanoTime();
      int now = turn(before, turnBegan);
      done += now;
      left = waiting.done(now, before, turnBegan);
    } while (left > 0 && done < MOST_PER_STAY && scheduler.nanoTime() - began < LONGEST_STAY_NANOS);
    if (left > 0) {
      submit();
    }
  }

  /** Gives the number of tasks it has run; nobody else can begin a turn until they are deducted. */
  private int turn(int before, long began) {
    int most = Math.min(before, MOST_PER_TURN);
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
    } else if (task instanceof Droppable dropped) {
      dropped.drop();
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
