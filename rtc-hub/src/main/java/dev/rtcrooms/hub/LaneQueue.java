package dev.rtcrooms.hub;

import dev.rtcrooms.transport.Lane;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a room has for one lane, in the order in which it came. The mailbox adds to it; the lane
 * takes it in slices, so that a room of thousands does not keep a lane from all others until each
 * of its members is told. What is still untold when the lane comes back to it is told together.
 */
final class LaneQueue {

  private static final Logger LOG = LoggerFactory.getLogger(LaneQueue.class);

  /** So many members are told before the lane may turn to others: about 2 ms of system calls. */
  static final int SLICE = 256;

  private final Lane lane;
  private final Lane further;
  private final int frameBytes;
  private final LongSupplier nanoTime;
  private final Runnable run = this::run;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

  /** Steps that are not done; who raises it from nothing, or cannot lower it to that, submits. */
  private final AtomicInteger undone = new AtomicInteger();

  /** The step that was begun; for the lane. */
  private @Nullable Step current;

  /** What was said, or a task; begun and ended on the lane. */
  interface Step {
    /** Goes on for so many connections at most; gives how many it were. */
    int go(int most, long now);

    boolean over();
  }

  /** An executor takes what is more than a slice from a mailbox that is its own lane. */
  LaneQueue(Lane lane, Settings settings) {
    this.lane = lane;
    this.further = lane == Lane.MAILBOX ? settings.executor()::execute : lane;
    this.frameBytes = settings.limits().outboundFrameBytes();
    this.nanoTime = settings.scheduler()::nanoTime;
  }

  Lane lane() {
    return lane;
  }

  /** Tells these clients their shares; the array is not changed any more. For the mailbox. */
  void deliver(Spoken spoken, LiveClient[] to) {
    add(new Sweep(spoken, to, frameBytes));
  }

  /** Runs a task after all that came before it; for the mailbox. */
  void execute(Runnable task) {
    add(new Task(task));
  }

  private static final class Task implements Step {
    private final Runnable task;
    private boolean begun;

    Task(Runnable task) {
      this.task = task;
    }

    @Override
    public int go(int most, long now) {
      begun = true;
      task.run();
      return 1;
    }

    @Override
    public boolean over() {
      return begun;
    }
  }

  private void add(Step step) {
    steps.add(step);
    if (undone.getAndIncrement() == 0 && !submitted(lane)) {
      drop();
    }
  }

  private boolean submitted(Lane to) {
    try {
      to.execute(run);
      return true;
    } catch (RuntimeException | Error e) { // not all refuse with the same exception
      LOG.warn("A lane took no task: {}", e.toString());
      return false;
    }
  }

  /** On the lane. An executor that takes nothing more leaves all to the thread that asked it. */
  private void run() {
    while (slice() && !submitted(further)) {
      if (further == lane) {
        drop();
        return;
      }
    }
  }

  /** Tells whether anything is left. If not, the lane may be in here again at once. */
  private boolean slice() {
    long now = nanoTime.getAsLong();
    int done = 0;
    for (int told = 0; told < SLICE; ) {
      Step step = current;
      if (step == null) {
        step = steps.poll();
        if (step == null) {
          break;
        }
        done += taken(step);
        current = step;
      }
      told += go(step, SLICE - told, now);
      if (step.over()) {
        done++;
        current = null;
      }
    }
    return undone.addAndGet(-done) > 0;
  }

  /** Tells what follows with it, if that can be; gives how many steps this spares. */
  private int taken(Step step) {
    int more = 0;
    while (step instanceof Sweep sweep
        && steps.peek() instanceof Sweep later
        && sweep.takes(later)) {
      steps.poll();
      more++;
    }
    return more;
  }

  private static int go(Step step, int most, long now) {
    try {
      return step.go(most, now);
    } catch (RuntimeException | Error e) {
      LOG.error("A lane's task failed", e);
      return 1;
    }
  }

  /** The lane has ended, or is broken: nobody can hear what was for it. */
  private void drop() {
    int dropped;
    do {
      dropped = current == null ? 0 : 1;
      current = null;
      while (steps.poll() != null) {
        dropped++;
      }
    } while (undone.addAndGet(-dropped) > 0);
  }
}
