package dev.rtcrooms.benchmarks.fanout;

import java.util.Arrays;
import java.util.List;

/** Looks measurements up: medians of all rounds, ratios of the same round; immutable. */
final class Medians {

  private final List<Measurement> all;

  Medians(List<Measurement> all) {
    this.all = List.copyOf(all);
  }

  boolean has(String server) {
    return all.stream().anyMatch(one -> one.server().equals(server));
  }

  boolean hasWorkload(String workload) {
    return all.stream().anyMatch(one -> one.workload().equals(workload));
  }

  /** NaN if it was not measured. */
  double of(String server, String workload, Figure figure) {
    return median(
        all.stream()
            .filter(one -> one.server().equals(server) && one.workload().equals(workload))
            .mapToDouble(one -> one.get(figure))
            .toArray());
  }

  /** One server's figure relative to another's, or NaN if no round has both. */
  double ratio(String server, String peer, String workload, Figure figure) {
    return median(ratios(server, peer, workload, figure));
  }

  /** The same for each round that has both, the smallest first. */
  double[] ratios(String server, String peer, String workload, Figure figure) {
    return all.stream()
        .filter(one -> one.server().equals(server) && one.workload().equals(workload))
        .mapToDouble(one -> one.get(figure) / in(one.round(), peer, workload, figure))
        .filter(Double::isFinite)
        .sorted()
        .toArray();
  }

  private double in(int round, String server, String workload, Figure figure) {
    return median(
        all.stream()
            .filter(one -> one.round() == round)
            .filter(one -> one.server().equals(server) && one.workload().equals(workload))
            .mapToDouble(one -> one.get(figure))
            .toArray());
  }

  static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
