package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.benchmarks.report.Median;
import dev.rtcrooms.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * All measurements, and a table of them: medians of all rounds, and ratios within a round. For one
 * thread.
 */
final class Comparison {

  private static final String NONE = "-";

  private final Map<MediaPeer, Map<Integer, Load>> loads = new EnumMap<>(MediaPeer.class);
  private final Map<MediaPeer, Map<Integer, Rise>> rises = new EnumMap<>(MediaPeer.class);

  void add(MediaPeer peer, int round, Load load) {
    loads.computeIfAbsent(peer, each -> new TreeMap<>()).put(round, load);
  }

  void add(MediaPeer peer, int round, Rise rise) {
    rises.computeIfAbsent(peer, each -> new TreeMap<>()).put(round, rise);
  }

  /** One row for each figure. */
  String table() {
    Table table =
        new Table("figure", "`rtc-sfu`", "`pion`", "ratio", "least", "most", "wanted", "");
    row(
        table,
        "processor time for a forwarded packet, µs",
        2,
        loads,
        Load::micros,
        Wanted.ratioAtMost(0.6));
    row(table, "delivered, %", 2, loads, load -> load.delivered() * 100, Wanted.atLeast(99));
    row(table, "added latency p50, ms", 2, loads, Load::delayP50, Wanted.NOTHING);
    row(table, "added latency p99, ms", 2, loads, Load::delayP99, Wanted.atMost(3));
    row(table, "added latency of audio p50, ms", 2, loads, Load::audioP50, Wanted.NOTHING);
    row(table, "added latency of audio p99, ms", 2, loads, Load::audioP99, Wanted.NOTHING);
    row(table, "added latency of video p50, ms", 2, loads, Load::videoP50, Wanted.NOTHING);
    row(table, "added latency of video p99, ms", 2, loads, Load::videoP99, Wanted.NOTHING);
    row(table, "processor in use, %", 0, loads, load -> load.busy() * 100, Wanted.NOTHING);
    row(table, "join to first video packet p50, ms", 0, loads, Load::joinP50, Wanted.NOTHING);
    row(table, "join to first video packet p95, ms", 0, loads, Load::joinP95, Wanted.atMost(500));
    row(table, "streams on one processor", 0, rises, Rise::streams, Wanted.atLeast(500));
    return table.toString();
  }

  private static <T> void row(
      Table table,
      String name,
      int digits,
      Map<MediaPeer, Map<Integer, T>> rounds,
      ToDoubleFunction<T> figure,
      Wanted wanted) {
    Map<Integer, T> ours = rounds.getOrDefault(MediaPeer.OURS, Map.of());
    Map<Integer, T> pions = rounds.getOrDefault(MediaPeer.PION, Map.of());
    if (ours.isEmpty() && pions.isEmpty()) {
      return;
    }
    double measured = Median.of(figures(ours, figure));
    double[] ratios =
        ours.entrySet().stream()
            .filter(round -> pions.containsKey(round.getKey()))
            .mapToDouble(
                round ->
                    figure.applyAsDouble(round.getValue())
                        / figure.applyAsDouble(pions.get(round.getKey())))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double ratio = Median.of(ratios);
    table.row(
        List.of(
            name,
            number(digits, measured),
            number(digits, Median.of(figures(pions, figure))),
            number(2, ratio),
            number(2, ratios.length == 0 ? Double.NaN : ratios[0]),
            number(2, ratios.length == 0 ? Double.NaN : ratios[ratios.length - 1]),
            wanted.text(),
            wanted.verdict(measured, ratio)));
  }

  private static <T> double[] figures(Map<Integer, T> rounds, ToDoubleFunction<T> figure) {
    return rounds.values().stream().mapToDouble(figure).toArray();
  }

  private static String number(int digits, double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%." + digits + "f", number) : NONE;
  }

  /** Lines that say where a figure says less than it seems to; perhaps none. */
  List<String> cautions() {
    List<String> lines = new ArrayList<>();
    String slow = named(loads, Load::isGeneratorTooSlow);
    if (!slow.isEmpty()) {
      lines.add("The load generator was too slow for " + slow + ": measure with fewer streams.");
    }
    String cutShort = named(rises, Rise::isCutShort);
    if (!cutShort.isEmpty()) {
      lines.add(
          "The number of streams is a lower bound for "
              + cutShort
              + ": the load generator had no time left, or was told to stop.");
    }
    return lines;
  }

  /** The servers of which a round is like this. */
  private static <T> String named(Map<MediaPeer, Map<Integer, T>> rounds, Predicate<T> like) {
    return rounds.entrySet().stream()
        .filter(peer -> peer.getValue().values().stream().anyMatch(like))
        .map(peer -> "`" + peer.getKey().label() + "`")
        .collect(Collectors.joining(" and "));
  }
}
