package dev.rtcrooms.sfu.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides a receiver's bandwidth among its video: each track gets its smallest layer, in the order
 * of priority, then each a greater one in rounds. What does not fit is paused from the end. A
 * greater layer than before must fit for a while, with a margin. Not thread-safe.
 */
final class Allocator {

  private static final double MARGIN = 1.15;

  /** Of equals, those come first that have something already. */
  private static final Comparator<Demand> ORDER =
      Comparator.comparingLong(Demand::rank)
          .thenComparing(Demand::isServed, Comparator.reverseOrder());

  private long used;
  private long more;

  /**
   * Divides anew.
   *
   * @param demands of all tracks
   * @param budget bits per second
   * @param sure whether the budget was measured; otherwise every track gets its smallest layer
   * @param now nanoseconds of any clock
   * @return whether a track gets another layer than before
   */
  boolean allocate(List<Demand> demands, long budget, boolean sure, long now) {
    List<Demand> ordered = new ArrayList<>(demands);
    ordered.sort(ORDER);
    used = 0;
    more = 0;
    ordered.forEach(Demand::clear);
    for (Demand each : ordered) {
      step(each, sure ? budget : Long.MAX_VALUE, now);
    }
    boolean anyStepped = true;
    while (anyStepped) {
      anyStepped = false;
      for (Demand each : ordered) {
        anyStepped |= !each.isEmpty() && step(each, budget, now);
      }
    }
    boolean changed = false;
    for (Demand each : ordered) {
      changed |= each.settle(now);
    }
    return changed;
  }

  private boolean step(Demand each, long budget, long now) {
    if (!each.isMoreOffered()) {
      return false;
    }
    long cost = each.step();
    boolean rise = each.isRise();
    boolean fits = (used + cost) * (rise ? MARGIN : 1) <= budget;
    if (!fits && more == 0) {
      more = cost;
    }
    if (!mayTake(each, rise, fits, now)) {
      return false;
    }
    used += cost;
    each.take();
    return true;
  }

  private static boolean mayTake(Demand each, boolean rise, boolean fits, long now) {
    if (rise) {
      return each.mayRise(fits, now);
    }
    boolean smallest = each.isEmpty() && each.isServed();
    return smallest ? each.mayStay(fits, now) : fits;
  }

  /** Bits per second of all that would be sent with one step more; 0 if nothing is missing. */
  long wanted() {
    return more == 0 ? 0 : used + more;
  }
}
