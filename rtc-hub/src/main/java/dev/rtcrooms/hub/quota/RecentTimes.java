package dev.rtcrooms.hub.quota;

import java.time.Duration;
import java.util.ArrayDeque;

/** Lets so many through within any period of a length; guarded by its owner. */
final class RecentTimes {

  private final int most;
  private final long period;
  private final ArrayDeque<Long> times = new ArrayDeque<>();

  /**
   * Nobody was let through yet.
   *
   * @param period in nanoseconds
   */
  RecentTimes(int most, long period) {
    this.most = most;
    this.period = period;
  }

  /** Tells whether nobody may pass now. */
  boolean isFull(long now) {
    forget(now);
    return times.size() >= most;
  }

  /** How long it takes until one may pass; zero if one may pass now. */
  Duration untilFree(long now) {
    return isFull(now) ? Duration.ofNanos(period - (now - times.element())) : Duration.ZERO;
  }

  /** One passes. */
  void add(long now) {
    if (most < Integer.MAX_VALUE) {
      times.add(now);
    }
  }

  /** The one that passed last did not need to. */
  void takeBack() {
    times.pollLast();
  }

  /** Tells whether nothing counts any more. */
  boolean isEmpty(long now) {
    forget(now);
    return times.isEmpty();
  }

  private void forget(long now) {
    while (!times.isEmpty() && now - times.element() >= period) {
      times.remove();
    }
  }
}
