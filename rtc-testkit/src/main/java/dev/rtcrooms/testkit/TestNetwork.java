package dev.rtcrooms.testkit;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.transport.Batch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What is under way to one client, in virtual time; any thread. */
final class TestNetwork {

  private final VirtualTime time;
  private final List<Cancellable> timers = new ArrayList<>();
  private final Queue<Runnable> underWay = new ArrayDeque<>();
  private long due;
  private long passed;
  private boolean ended;

  TestNetwork(VirtualTime time) {
    this.time = time;
  }

  /** Does something later, unless the connection ends before. */
  synchronized void after(Duration delay, Runnable task) {
    if (!ended) {
      timers.add(time.schedule(delay, task));
    }
  }

  /** Runs what is for the client, now or after a delay, but not before what was sent earlier. */
  void deliver(Duration delay, Runnable arrival) {
    synchronized (this) {
      if (ended) {
        return;
      }
      if (!delay.isZero() || !underWay.isEmpty()) {
        underWay.add(arrival);
        due = Math.max(due, time.after(delay));
        after(Duration.ofNanos(due - time.after(Duration.ZERO)), this::arrive);
        return;
      }
    }
    arrival.run();
  }

  /** The oldest arrives, whichever timer this is; until it has run, others are behind it. */
  private void arrive() {
    Runnable oldest;
    synchronized (this) {
      oldest = underWay.peek();
    }
    if (oldest != null) {
      oldest.run();
      remove(oldest);
    }
  }

  private synchronized void remove(Runnable arrival) {
    underWay.remove(arrival);
  }

  /** Counts a write; whether all bytes since the last fault began are within a limit. */
  synchronized boolean passes(Batch batch, long limit) {
    passed += batch.messages().stream().mapToInt(FieldSizes::of).sum();
    return passed <= limit;
  }

  /** A fault begins. */
  synchronized void suffer(Fault next) {
    passed = 0;
    if (next instanceof Fault.Vanish) {
      end();
    }
  }

  /** Nothing arrives any more. */
  synchronized void end() {
    ended = true;
    timers.forEach(Cancellable::cancel);
    timers.clear();
    underWay.clear();
  }
}
