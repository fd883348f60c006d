package dev.rtcrooms.benchmarks.joins;

import dev.rtcrooms.benchmarks.report.Median;
import dev.rtcrooms.benchmarks.report.Table;
import dev.rtcrooms.benchmarks.server.JoinedServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured; for one thread. */
final class JoinResults {

  private final int connections;
  private final Map<Row, List<Reading>> readings = new LinkedHashMap<>();
  private final Map<Row, Double> kib = new LinkedHashMap<>();

  /** One step of one server. */
  private record Row(boolean tls, String server, Step step) {}

  JoinResults(int connections) {
    this.connections = connections;
  }

  void add(boolean tls, String server, Step step, Reading reading) {
    System.out.println(server + ": " + step.described(connections) + ", " + reading);
    readings.computeIfAbsent(new Row(tls, server, step), row -> new ArrayList<>()).add(reading);
  }

  void memory(boolean tls, String server, Step step, double kibOfEach) {
    kib.put(new Row(tls, server, step), kibOfEach);
  }

  /** Prints medians of all rounds; ratios are of one round each. */
  void print(boolean tls) {
    Table table =
        new Table(
            "each client, with" + (tls ? " TLS" : "out TLS"),
            "server",
            "µs",
            "user",
            "× netty",
            "× rooms of 10",
            "s for all",
            "KiB");
    for (Step step : Step.values()) {
      for (Row row : readings.keySet()) {
        if (row.tls == tls && row.step == step) {
          table.row(cells(row));
        }
      }
    }
    System.out.println();
    System.out.println(table);
  }

  private List<String> cells(Row row) {
    Row peer = new Row(row.tls, JoinedServer.NETTY.label(), row.step);
    Row small = new Row(row.tls, row.server, row.step.ofRoomsOf10());
    return List.of(
        row.step.described(connections),
        row.server,
        number(median(row, Reading::cpu)),
        number(median(row, Reading::user)),
        row.equals(peer) ? "" : ratio(row, peer),
        row.equals(small) ? "" : ratio(row, small),
        number(median(row, Reading::seconds)),
        number(kib.getOrDefault(row, Double.NaN)));
  }

  private double median(Row row, ToDoubleFunction<Reading> figure) {
    return Median.of(readings.getOrDefault(row, List.of()).stream().mapToDouble(figure).toArray());
  }

  /** The median of the rounds, and the least and the most. */
  private String ratio(Row row, Row to) {
    List<Reading> above = readings.getOrDefault(row, List.of());
    List<Reading> below = readings.getOrDefault(to, List.of());
    double[] ratios = new double[Math.min(above.size(), below.size())];
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = above.get(round).cpu() / below.get(round).cpu();
      least = Math.min(least, ratios[round]);
      most = Math.max(most, ratios[round]);
    }
    return ratios.length == 0
        ? ""
        : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", Median.of(ratios), least, most);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
  }
}
