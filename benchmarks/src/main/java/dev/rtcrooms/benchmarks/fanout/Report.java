package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.report.Table;
import dev.rtcrooms.benchmarks.server.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured, as Markdown; for one thread. */
final class Report {

  private static final String NONE = "-";
  private static final double MICROS_PER_MILLI = 1e3;
  private static final String[] DETAILS = {
    "server",
    "deliveries/s",
    "CPU µs",
    "user µs",
    "× peer",
    "user × peer",
    "busy %",
    "others %",
    "p50 µs",
    "p99 µs",
    "p99.9 µs",
    "max µs",
    "frames",
    "bytes",
    "generator %",
    "collections",
    "faults"
  };

  private final Medians medians;
  private final List<Measurement> all;
  private final List<String> servers;

  Report(List<Measurement> all) {
    this.all = all;
    this.medians = new Medians(all);
    this.servers = medians.servers();
  }

  /** One row for each server, and how far the aims are met. */
  String summary() {
    return overview() + "\n" + aims();
  }

  /** Everything, under a heading for each workload. */
  String whole() {
    StringBuilder text = new StringBuilder(summary());
    all.stream()
        .map(Measurement::workload)
        .distinct()
        .filter(workload -> !workload.equals(Workload.IDLE.label()))
        .forEach(workload -> text.append(details(workload)));
    return text.toString();
  }

  private String overview() {
    Table table =
        new Table(
            "server",
            "W1 µs",
            "user",
            "× netty",
            "p99 ms",
            "W2 p50 µs",
            "p99 µs",
            "W2p /s",
            "W3 µs",
            "× netty",
            "p99 ms",
            "idle KiB");
    for (String name : servers) {
      table.row(
          List.of(
              "`" + name + "`",
              number(2, medians.of(name, "W1", Figure.CPU)),
              number(2, medians.of(name, "W1", Figure.USER)),
              number(2, medians.ratio(name, "netty", "W1", Figure.CPU)),
              number(1, medians.of(name, "W1", Figure.P99) / MICROS_PER_MILLI),
              number(0, medians.of(name, "W2", Figure.P50)),
              number(0, medians.of(name, "W2", Figure.P99)),
              number(0, medians.of(name, "W2p", Figure.DELIVERIES)),
              number(2, medians.of(name, "W3", Figure.CPU)),
              number(2, medians.ratio(name, "netty", "W3", Figure.CPU)),
              number(1, medians.of(name, "W3", Figure.P99) / MICROS_PER_MILLI),
              number(1, medians.of(name, "idle", Figure.IDLE))));
    }
    return table.toString();
  }

  private String aims() {
    Table table = new Table("aim", "wanted", "measured", "middle half", "");
    for (Aim aim : Aim.all(medians)) {
      if (aim.known()) {
        table.row(
            List.of(
                aim.what(),
                aim.wanted(),
                number(2, aim.measured()),
                aim.spread(),
                aim.met() ? "met" : "**missed**"));
      }
    }
    return table.isEmpty() ? "" : table.toString();
  }

  private String details(String workload) {
    Table table = new Table(DETAILS);
    for (String name : servers) {
      if (Double.isFinite(medians.of(name, workload, Figure.DELIVERIES))) {
        table.row(cells(name, peer(name), workload));
      }
    }
    return "\n### " + workload + described(workload) + "\n\n" + table;
  }

  private static String peer(String server) {
    return Arrays.stream(Contender.values())
        .filter(one -> one.label().equals(server) || Build.earlier(one.label()).equals(server))
        .findFirst()
        .flatMap(Contender::peer)
        .map(Contender::label)
        .orElse("");
  }

  private List<String> cells(String name, String peer, String workload) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + name + "`");
    cells.add(number(0, medians.of(name, workload, Figure.DELIVERIES)));
    cells.add(number(2, medians.of(name, workload, Figure.CPU)));
    cells.add(number(2, medians.of(name, workload, Figure.USER)));
    cells.add(number(2, medians.ratio(name, peer, workload, Figure.CPU)));
    cells.add(number(2, medians.ratio(name, peer, workload, Figure.USER)));
    cells.add(number(0, 100 * medians.of(name, workload, Figure.BUSY)));
    cells.add(number(0, 100 * medians.of(name, workload, Figure.OTHERS)));
    for (Figure figure : List.of(Figure.P50, Figure.P99, Figure.P999, Figure.MAX)) {
      cells.add(number(0, medians.of(name, workload, figure)));
    }
    cells.add(number(3, medians.of(name, workload, Figure.FRAMES)));
    cells.add(number(0, medians.of(name, workload, Figure.BYTES)));
    cells.add(number(0, 100 * medians.of(name, workload, Figure.GENERATOR)));
    cells.add(number(0, medians.of(name, workload, Figure.COLLECTIONS)));
    cells.add(number(0, medians.of(name, workload, Figure.FAULTS)));
    return cells;
  }

  private static String described(String label) {
    return Workload.ALL.stream()
        .filter(
            workload -> label.equals(workload.label()) || label.startsWith(workload.label() + " "))
        .findFirst()
        .map(workload -> ": " + workload.described())
        .orElse("");
  }

  private static String number(int decimals, double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value)
        : NONE;
  }
}
