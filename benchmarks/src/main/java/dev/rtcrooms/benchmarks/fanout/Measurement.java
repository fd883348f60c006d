package dev.rtcrooms.benchmarks.fanout;

import java.util.Map;

/**
 * What one run has measured; immutable.
 *
 * @param server its label
 * @param workload its label, and that of a group where there are several
 * @param round from 1
 * @param figures those that the workload has
 */
record Measurement(String server, String workload, int round, Map<Figure, Double> figures) {

  Measurement {
    figures = Map.copyOf(figures);
  }

  double get(Figure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  /** A line that tells how far the benchmark is. */
  @Override
  public String toString() {
    String what =
        figures.containsKey(Figure.IDLE)
            ? "%.1f KiB for each connection".formatted(get(Figure.IDLE))
            : "%.2f µs (user %.2f) for each of %,.0f deliveries/s, p99 %.1f ms"
                .formatted(
                    get(Figure.CPU),
                    get(Figure.USER),
                    get(Figure.DELIVERIES),
                    get(Figure.P99) / 1e3);
    return "%d %-18s %-12s %s".formatted(round, server, workload, what);
  }
}
