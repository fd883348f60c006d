package dev.rtcrooms.benchmarks.load;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has heard of one sender: each number once, ascending from 0; for the
 * generator's thread.
 */
final class Ledger {

  private final Faults faults;
  private int next;
  private @Nullable Set<Integer> gaps;

  Ledger(Faults faults) {
    this.faults = faults;
  }

  /** Tells whether the message is heard for the first time. */
  boolean hear(int number) {
    if (number == next) {
      next++;
      return true;
    }
    return number > next ? skip(number) : late(number);
  }

  /** At the end: what was sent and never came is lost. */
  void close(int sent) {
    if (sent > next) {
      skip(sent - 1);
      faults.lost(1); // the last one, which skip took for heard
    }
  }

  int missing(int sent) {
    return Math.max(0, sent - next);
  }

  private boolean skip(int number) {
    if (gaps == null) {
      gaps = new HashSet<>();
    }
    for (int gap = next; gap < number; gap++) {
      gaps.add(gap);
    }
    faults.lost(number - (long) next);
    next = number + 1;
    return true;
  }

  private boolean late(int number) {
    if (gaps != null && gaps.remove(number)) {
      faults.swapped();
      return true;
    }
    faults.doubled();
    return false;
  }
}
