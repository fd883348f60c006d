package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.report.Median;
import dev.rtcrooms.benchmarks.server.Contender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Something that we want to be true, and how far it is; immutable.
 *
 * @param what in words
 * @param least whether the measured number is to be at least the bound, and not at most
 * @param bound what is wanted
 * @param measured what is; NaN if it was not measured
 * @param spread the range of the middle half of the rounds, or empty
 */
record Aim(String what, boolean least, double bound, double measured, String spread) {

  private static final List<String> PEERS =
      List.of("jetty", "undertow", "tomcat", "tomcat-blocking", "netty-socketio", "ws");
  private static final double IDLE_KIB = 3;

  /** The most that a server may cost relative to an earlier build. */
  private static final double EARLIER = 1.03;

  /** Of fewer rounds there is no middle half. */
  private static final int ROUNDS = 4;

  Aim(String what, boolean least, double bound, double measured) {
    this(what, least, bound, measured, "");
  }

  private Aim(String what, boolean least, double bound, double[] rounds) {
    this(what, least, bound, Median.of(rounds), spread(rounds));
  }

  private static String spread(double[] sorted) {
    int quarter = sorted.length / 4;
    return sorted.length < ROUNDS
        ? ""
        : String.format(
            Locale.ROOT, "%.2f to %.2f", sorted[quarter], sorted[sorted.length - 1 - quarter]);
  }

  static List<Aim> all(Medians medians) {
    List<Aim> aims = new ArrayList<>();
    earlier(aims, medians);
    for (Workload workload : List.of(Workload.W1, Workload.W3)) {
      ratio(aims, medians, "rtc-netty", "netty", workload, Figure.CPU, 1.08);
      ratio(aims, medians, "rtc-netty", "netty", workload, Figure.USER, 1.2);
    }
    cheapest(aims, medians, Workload.W1);
    cheapest(aims, medians, Workload.W3);
    rate(aims, medians, "rtc-netty", "netty-coalescing", 1.28);
    for (String peer : List.of("netty", "jetty", "undertow", "tomcat-blocking", "netty-socketio")) {
      rate(aims, medians, "rtc-netty", peer, 6);
    }
    ratio(aims, medians, "rtc-jetty", "jetty", Workload.W1, Figure.CPU, 1.1);
    ratio(aims, medians, "rtc-tomcat", "tomcat-blocking", Workload.W1, Figure.CPU, 1);
    ratio(aims, medians, "rtc-jetty", "jetty", Workload.W3, Figure.CPU, 1.1);
    ratio(aims, medians, "rtc-tomcat", "tomcat-blocking", Workload.W3, Figure.CPU, 1.1);
    ratio(aims, medians, "rtc-undertow", "undertow", Workload.W3, Figure.CPU, 1.1);
    rate(aims, medians, "rtc-jetty", "jetty", 5);
    rate(aims, medians, "rtc-tomcat", "tomcat-blocking", 6);
    ratio(aims, medians, "rtc-netty", "netty", Workload.PAIRS, Figure.P99, 2);
    besideStalled(aims, medians);
    aims.add(
        new Aim(
            "`rtc-netty`, KiB for an idle connection",
            false,
            6,
            medians.of("rtc-netty", Workload.IDLE.label(), Figure.IDLE)));
    idle(aims, medians, "rtc-jetty", "jetty");
    idle(aims, medians, "rtc-tomcat", "tomcat-blocking");
    idle(aims, medians, "rtc-undertow", "undertow");
    return aims;
  }

  /** A change must not make a server slower. */
  private static void earlier(List<Aim> aims, Medians medians) {
    for (Contender server : Contender.values()) {
      String label = server.label();
      String earlier = Build.earlier(label);
      ratio(aims, medians, label, earlier, Workload.W1, Figure.CPU, EARLIER);
      ratio(aims, medians, label, earlier, Workload.W3, Figure.CPU, EARLIER);
      rate(aims, medians, label, earlier, 1 / EARLIER);
    }
  }

  boolean known() {
    return Double.isFinite(measured);
  }

  boolean met() {
    return least ? measured >= bound : measured <= bound;
  }

  String wanted() {
    return (least ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.2f", bound);
  }

  private static void ratio(
      List<Aim> aims,
      Medians medians,
      String server,
      String peer,
      Workload workload,
      Figure figure,
      double bound) {
    aims.add(
        new Aim(
            "`%s` relative to `%s`, %s, %s"
                .formatted(server, peer, workload.label(), described(figure)),
            false,
            bound,
            medians.ratios(server, peer, workload.label(), figure)));
  }

  private static String described(Figure figure) {
    return switch (figure) {
      case CPU -> "processor time";
      case USER -> "user time";
      case P99 -> "p99";
      case P999 -> "p99.9";
      default -> throw new IllegalArgumentException("No aim is for " + figure);
    };
  }

  /** What the members that read notice of others in their rooms that do not. */
  private static void besideStalled(List<Aim> aims, Medians medians) {
    for (String server : List.of("rtc-netty", "rtc-jetty")) {
      for (Figure figure : List.of(Figure.P99, Figure.P999)) {
        aims.add(
            new Aim(
                "`%s`, %s beside members that do not read, relative to without"
                    .formatted(server, described(figure)),
                false,
                figure == Figure.P99 ? 1.2 : 1.5,
                medians.between(
                    server, Workload.STALLED.label(), Workload.HEALTHY.label(), figure)));
      }
    }
  }

  private static void rate(
      List<Aim> aims, Medians medians, String server, String peer, double bound) {
    aims.add(
        new Aim(
            "`%s` relative to `%s`, W2p, deliveries".formatted(server, peer),
            true,
            bound,
            medians.ratios(server, peer, Workload.W2P.label(), Figure.DELIVERIES)));
  }

  private static void cheapest(List<Aim> aims, Medians medians, Workload workload) {
    double[] worst =
        PEERS.stream()
            .map(peer -> medians.ratios("rtc-netty", peer, workload.label(), Figure.CPU))
            .filter(rounds -> rounds.length > 0)
            .max(Comparator.comparingDouble(Median::of))
            .orElse(new double[0]);
    aims.add(
        new Aim(
            "`rtc-netty` relative to the cheapest peer except raw Netty and `nio`, "
                + workload.label()
                + ", processor time",
            false,
            1,
            worst));
  }

  private static void idle(List<Aim> aims, Medians medians, String server, String peer) {
    String label = Workload.IDLE.label();
    aims.add(
        new Aim(
            "`%s` above `%s`, KiB for an idle connection".formatted(server, peer),
            false,
            IDLE_KIB,
            medians.of(server, label, Figure.IDLE) - medians.of(peer, label, Figure.IDLE)));
  }
}
