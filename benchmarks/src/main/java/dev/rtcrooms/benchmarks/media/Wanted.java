package dev.rtcrooms.benchmarks.media;

import java.util.Locale;

/**
 * What a figure of ours should be; immutable.
 *
 * @param least whether it should be at least the bound, and not at most
 * @param relative whether the bound is for the ratio to the other server
 * @param bound NaN if nothing is wanted
 */
record Wanted(boolean least, boolean relative, double bound) {

  static final Wanted NOTHING = new Wanted(false, false, Double.NaN);

  static Wanted atMost(double bound) {
    return new Wanted(false, false, bound);
  }

  static Wanted atLeast(double bound) {
    return new Wanted(true, false, bound);
  }

  static Wanted ratioAtMost(double bound) {
    return new Wanted(false, true, bound);
  }

  /** Empty if nothing is wanted. */
  String text() {
    if (Double.isNaN(bound)) {
      return "";
    }
    String number =
        relative
            ? String.format(Locale.ROOT, "%.2f × pion", bound)
            : String.format(Locale.ROOT, "%.0f", bound);
    return (least ? "≥ " : "≤ ") + number;
  }

  /** Empty if nothing is wanted, or nothing was measured. */
  String verdict(double measured, double ratio) {
    double figure = relative ? ratio : measured;
    if (Double.isNaN(bound) || Double.isNaN(figure)) {
      return "";
    }
    return (least ? figure >= bound : figure <= bound) ? "met" : "**missed**";
  }
}
