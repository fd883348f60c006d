package dev.rtcrooms.hub.feature;

import java.util.Comparator;
import java.util.List;

/** Divides a bound among owners of whom each keeps something, so that the largest give way. */
public final class EqualSize {

  private EqualSize() {}

  /**
   * The size to which the largest must be cut, so that all together keep so much.
   *
   * @param sizes what each keeps
   * @param target what all may keep
   * @return the size; the maximum if nothing must be cut
   */
  public static long of(List<Long> sizes, long target) {
    List<Long> sorted = sizes.stream().sorted(Comparator.naturalOrder()).toList();
    long left = target;
    for (int n = 0; n < sorted.size(); n++) {
      long share = left / (sorted.size() - n);
      if (sorted.get(n) > share) {
        return share;
      }
      left -= sorted.get(n);
    }
    return Long.MAX_VALUE;
  }
}
