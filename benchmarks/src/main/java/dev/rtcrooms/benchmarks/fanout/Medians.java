package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.report.Median;
import dev.rtcrooms.benchmarks.server.Contender;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Looks measurements up: medians of all rounds, ratios of the same round; immutable. */
final class Medians {

  private final List<Measurement> all;

  Medians(List<Measurement> all) {
    this.all = List.copyOf(all);
  }

  /** Those that were measured, in the order of the table: an earlier build before the current. */
  List<String> servers() {
    return Arrays.stream(Contender.values())
        .map(Contender::label)
        .flatMap(label -> Stream.of(Build.earlier(label), label))
        .filter(server -> all.stream().anyMatch(one -> one.server().equals(server)))
        .toList();
  }

  boolean hasWorkload(String workload) {
    return all.stream().anyMatch(one -> one.workload().equals(workload));
  }

  /** NaN if it was not measured. */
  double of(String server, String workload, Figure figure) {
    return Median.of(
        all.stream()
            .filter(one -> one.server().equals(server) && one.workload().equals(workload))
            .mapToDouble(one -> one.get(figure))
            .toArray());
  }

  /** One server's figure relative to another's, or NaN if no round has both. */
  double ratio(String server, String peer, String workload, Figure figure) {
    return Median.of(ratios(server, peer, workload, figure));
  }

  /** The same for each round that has both, the smallest first. */
  double[] ratios(String server, String peer, String workload, Figure figure) {
    return ratios(server, workload, peer, workload, figure);
  }

  private double[] ratios(
      String server, String workload, String peer, String other, Figure figure) {
    return all.stream()
        .filter(one -> one.server().equals(server) && one.workload().equals(workload))
        .mapToDouble(one -> one.get(figure) / in(one.round(), peer, other, figure))
        .filter(Double::isFinite)
        .sorted()
        .toArray();
  }

  /** A server's figure in one workload relative to that in another one, likewise. */
  double[] between(String server, String workload, String other, Figure figure) {
    return ratios(server, workload, server, other, figure);
  }

  private double in(int round, String server, String workload, Figure figure) {
    return Median.of(
        all.stream()
            .filter(one -> one.round() == round)
            .filter(one -> one.server().equals(server) && one.workload().equals(workload))
            .mapToDouble(one -> one.get(figure))
            .toArray());
  }
}
