package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.hub.mailbox.WaitingTasks;
import dev.rtcrooms.transport.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one room for one lane, in order. The mailbox adds them; the lane runs them in
 * slices, so that a room of thousands does not occupy a lane until each of its members is served.
 * Turns that wait when the lane returns are delivered together.
 */
final class LaneQueue {

  private static final Logger LOG = LoggerFactory.getLogger(LaneQueue.class);

  /** Connections served before the lane may turn to others: about 2 ms of system calls. */
  static final int SLICE = 256;

  private final Lane lane;
  private final Lane further;
  private final LongSupplier nanoTime;
  private final Runnable run = this::run;
  private final Queue<LaneTask> tasks = new ConcurrentLinkedQueue<>();

  /** Tasks that are not done; whoever raises it from 0, or cannot lower it to 0, submits. */
  private final WaitingTasks undone;

  /** The task that was begun; for the lane. */
  private @Nullable LaneTask current;

  /**
   * A queue without tasks.
   *
   * @param executor continues after the first slice if the lane is the mailbox itself
   */
  LaneQueue(Lane lane, Executor executor, LongSupplier nanoTime) {
    this.lane = lane;
    this.further = lane == Lane.MAILBOX ? executor::execute : lane;
    this.nanoTime = nanoTime;
    undone = new WaitingTasks(nanoTime);
  }

  Lane lane() {
    return lane;
  }

  /** The tasks that are not done; any thread. */
  WaitingTasks undone() {
    return undone;
  }

  /** Runs a task after all that came before it; for the mailbox. */
  void execute(Runnable task) {
    add(new Task(task));
  }

  private static final class Task implements LaneTask {
    private final Runnable task;
    private boolean begun;

    Task(Runnable task) {
      this.task = task;
    }

    @Override
    public int run(int most, long now) {
      begun = true;
      task.run();
      return 1;
    }

    @Override
    public boolean isDone() {
      return begun;
    }
  }

  /** Runs a task after all that came before it; for the mailbox. */
  void add(LaneTask task) {
    tasks.add(task);
    if (undone.add() && !submitted(lane)) {
      drop();
    }
  }

  private boolean submitted(Lane to) {
    try {
      to.execute(run);
      return true;
    } catch (RuntimeException | Error e) { // not all refuse with the same exception
      LOG.warn("A lane rejected a task: {}", e.toString());
      return false;
    }
  }

  /** On the lane. If the executor rejects the rest, this thread continues. */
  private void run() {
    while (slice() && !submitted(further)) {
      if (further == lane) {
        drop();
        return;
      }
    }
  }

  /** Tells whether anything is left. If not, the lane may enter this again at once. */
  private boolean slice() {
    int before = undone.count();
    long now = nanoTime.getAsLong();
    int done = 0;
    for (int served = 0; served < SLICE; ) {
      LaneTask task = current;
      if (task == null) {
        task = tasks.poll();
        if (task == null) {
          break;
        }
        done += absorbed(task);
        current = task;
      }
      served += run(task, SLICE - served, now);
      if (task.isDone()) {
        done++;
        current = null;
      }
    }
    return undone.done(done, before, now) > 0;
  }

  /** Merges the tasks that follow, if possible; gives how many were merged. */
  private int absorbed(LaneTask task) {
    int more = 0;
    for (LaneTask next = tasks.peek(); next != null && merges(task, next); next = tasks.peek()) {
      tasks.poll();
      more++;
    }
    return more;
  }

  /** A task that cannot be measured runs alone, where its failure is handled. */
  private static boolean merges(LaneTask task, LaneTask next) {
    try {
      return task.absorbs(next);
    } catch (RuntimeException | Error e) {
      LOG.debug("Two tasks of a lane could not be merged", e);
      return false;
    }
  }

  private static int run(LaneTask task, int most, long now) {
    try {
      return task.run(most, now);
    } catch (RuntimeException | Error e) {
      LOG.error("A lane's task failed", e);
      return 1;
    }
  }

  /** The lane has ended, or is broken: its recipients cannot be reached. */
  private void drop() {
    int dropped;
    do {
      dropped = current == null ? 0 : 1;
      current = null;
      while (tasks.poll() != null) {
        dropped++;
      }
    } while (undone.done(dropped, dropped, nanoTime.getAsLong()) > 0);
  }
}
