package dev.rtcrooms.sfu.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which layers of a video are useful to a receiver, and which one it gets. For the loop's thread.
 */
final class Wish {

  private final IncomingTrack track;
  private final Demand demand = new Demand();
  private List<Layer> useful = List.of();
  private Viewing viewing;

  Wish(IncomingTrack track, Viewing viewing) {
    this.track = track;
    this.viewing = viewing;
  }

  void show(Viewing next) {
    viewing = next;
  }

  /** Whether a larger layer than this one is useful. */
  boolean isShownLargerThan(Layer layer) {
    return viewing.isShown() && !viewing.isCoveredBy(layer);
  }

  /** Returns the demand for bandwidth that {@link #prepare} has computed. */
  Demand demand() {
    return demand;
  }

  /**
   * Finds the useful layers that are sent: up to the first that is as large as it is shown.
   *
   * @param most of them, the smallest first
   */
  void prepare(int most, long now) {
    List<Layer> sent = viewing.isShown() ? track.sent(now) : List.of();
    int count = 0;
    while (count < sent.size() && !viewing.isCoveredBy(sent.get(count))) {
      count++;
    }
    useful = sent.subList(0, Math.min(Math.min(count + 1, most), sent.size()));
    demand.begin(viewing.rank());
    useful.forEach(layer -> demand.offer(layer.rate(now)));
  }

  /**
   * What it gets, after the bandwidth was divided.
   *
   * @param before what it got until now
   */
  @Nullable Layer choose(@Nullable Layer before) {
    if (!viewing.isShown() || demand.isStarved()) {
      return null;
    }
    if (!useful.isEmpty()) {
      return useful.get(demand.level());
    }
    boolean silent = before == null && !track.layers().isEmpty();
    return silent ? track.layers().iterator().next() : before;
  }
}
