package dev.rtcrooms.benchmarks.report;

import java.util.Arrays;

/** The middle of some numbers; stateless. */
public final class Median {

  private Median() {}

  /**
   * Sorts the numbers and takes the one in the middle, or the mean of the two there.
   *
   * @param values those that are not finite are ignored
   * @return NaN without any
   */
  public static double of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
