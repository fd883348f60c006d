package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.report.Svg;
import dev.rtcrooms.benchmarks.report.Svg.Anchor;
import dev.rtcrooms.benchmarks.report.Svg.Ink;
import dev.rtcrooms.benchmarks.server.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a delivery costs by the size and number of rooms, as comma-separated values and as a
 * picture; for one thread.
 */
final class GridReport {

  private static final int WIDTH = 920;
  private static final int MARGIN = 20;
  private static final int AXIS = 44;
  private static final int GAP = 14;
  private static final int LEGEND = 72;
  private static final int TOP = 122;
  private static final int HEIGHT = 260;
  private static final int BELOW = 48;
  private static final int SERIES = 5;
  private static final double LARGEST = 10_000;
  private static final double[] COARSE = {1, 2, 5};
  private static final double[] FINE = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

  /** An axis with at most so much between its ends has fine steps. */
  private static final double SHORT = 10;

  /** Steps of an axis are computed, so they are not exact. */
  private static final double EXACT = 1e-6;

  private final Medians medians;
  private final List<String> servers;
  private final String measured;
  private final String peer;
  private final List<GridPoint> points;
  private final Svg svg = new Svg();

  GridReport(List<Measurement> all) {
    this.medians = new Medians(all);
    this.servers = medians.servers();
    this.measured = ours();
    this.peer = peer();
    this.points =
        all.stream()
            .map(Measurement::workload)
            .distinct()
            .map(GridPoint::of)
            .flatMap(Optional::stream)
            .toList();
  }

  /** The first of ours as it is now, or if there is none, the first server. */
  private String ours() {
    return Arrays.stream(Contender.values())
        .filter(Contender::ours)
        .map(Contender::label)
        .filter(servers::contains)
        .findFirst()
        .orElse(servers.get(0));
  }

  /** The peer of that server, or its earlier build, or the last server. */
  private String peer() {
    return Arrays.stream(Contender.values())
        .filter(server -> server.label().equals(measured))
        .flatMap(server -> server.peer().stream())
        .flatMap(other -> Stream.of(other.label(), Build.earlier(measured)))
        .filter(servers::contains)
        .findFirst()
        .orElse(servers.get(servers.size() - 1));
  }

  /** A line for each point and server; times in microseconds. */
  String values() {
    StringBuilder text =
        new StringBuilder(
            "rooms,size,server,cpu_us,user_us,cpu_of_"
                + peer
                + ",p50_us,p99_us,deliveries_per_s\n");
    for (GridPoint point : points) {
      for (String server : servers) {
        text.append(
            String.format(
                Locale.ROOT,
                "%d,%d,%s,%.1f,%.1f,%.2f,%.0f,%.0f,%.0f%n",
                point.rooms(),
                point.size(),
                server,
                medians.of(server, point.label(), Figure.CPU),
                medians.of(server, point.label(), Figure.USER),
                relative(server, point),
                medians.of(server, point.label(), Figure.P50),
                medians.of(server, point.label(), Figure.P99),
                medians.of(server, point.label(), Figure.DELIVERIES)));
      }
    }
    return text.toString();
  }

  private double relative(String server, GridPoint point) {
    return medians.ratio(server, peer, point.label(), Figure.CPU);
  }

  /** One diagram of a picture. */
  private record Panel(
      String title, double least, double most, ToDoubleFunction<GridPoint> value) {}

  /** The costs of our server and of what it is compared with, and their ratio, side by side. */
  String draw(String subtitle) {
    svg.text(
        MARGIN, 28, Anchor.START, Ink.TEXT, "Processor time for a delivery, by room size", true);
    svg.text(MARGIN, 47, Anchor.START, Ink.FAINT, subtitle, false);
    List<Integer> rooms = points.stream().map(GridPoint::rooms).distinct().sorted().toList();
    legend(rooms);
    ToDoubleFunction<GridPoint> ours = point -> medians.of(measured, point.label(), Figure.CPU);
    ToDoubleFunction<GridPoint> theirs = point -> medians.of(peer, point.label(), Figure.CPU);
    double least = Math.min(least(ours), least(theirs));
    double most = Math.max(most(ours), most(theirs));
    List<Panel> panels = new ArrayList<>();
    panels.add(new Panel(measured + ", µs for each delivery", least, most, ours));
    if (!peer.equals(measured)) {
      panels.add(new Panel(peer + ", µs for each delivery", least, most, theirs));
      ToDoubleFunction<GridPoint> ratio = point -> relative(measured, point);
      panels.add(
          new Panel(
              measured + " : " + peer, Math.min(1, least(ratio)), Math.max(2, most(ratio)), ratio));
    }
    double width = (double) (WIDTH - 2 * MARGIN) / panels.size();
    for (int i = 0; i < panels.size(); i++) {
      draw(panels.get(i), rooms, MARGIN + i * width + AXIS, MARGIN + (i + 1) * width - GAP);
    }
    return svg.whole(WIDTH, TOP + HEIGHT + BELOW);
  }

  private double least(ToDoubleFunction<GridPoint> value) {
    return points.stream().mapToDouble(value).filter(Double::isFinite).min().orElse(1);
  }

  private double most(ToDoubleFunction<GridPoint> value) {
    return points.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(1);
  }

  private void legend(List<Integer> rooms) {
    double x = MARGIN + 4;
    for (int i = 0; i < rooms.size(); i++) {
      svg.series(i % SERIES, new double[][] {{x, LEGEND - 4}, {x + 20, LEGEND - 4}});
      String label =
          String.format(Locale.ROOT, "%,d %s", rooms.get(i), rooms.get(i) == 1 ? "room" : "rooms");
      svg.text(x + 28, LEGEND, Anchor.START, Ink.FAINT, label, false);
      x += 130;
    }
  }

  /** Both axes are logarithmic. */
  private void draw(Panel panel, List<Integer> rooms, double left, double right) {
    double bottom = TOP + HEIGHT;
    double low = below(panel.least);
    double high = above(panel.most, COARSE);
    double[] steps = high / low < SHORT + EXACT ? FINE : COARSE;
    svg.text(left, TOP - 14, Anchor.START, Ink.TEXT, panel.title, true);
    for (double tick = low; tick < high * 1.001; tick = above(tick * 1.001, steps)) {
      double y = bottom - HEIGHT * part(tick, low, high);
      svg.rule(left, y, right, y);
      svg.text(left - 6, y + 4, Anchor.END, Ink.FAINT, label(tick), false);
    }
    for (double size = 1; size <= LARGEST; size *= 10) {
      double x = left + (right - left) * part(size, 1, LARGEST);
      svg.rule(x, TOP, x, bottom);
      svg.text(x, bottom + 18, Anchor.MIDDLE, Ink.FAINT, label(size), false);
    }
    svg.text((left + right) / 2, bottom + 38, Anchor.MIDDLE, Ink.FAINT, "members of a room", false);
    for (int i = 0; i < rooms.size(); i++) {
      int number = rooms.get(i);
      svg.series(
          i % SERIES,
          points.stream()
              .filter(point -> point.rooms() == number)
              .filter(point -> Double.isFinite(panel.value.applyAsDouble(point)))
              .map(
                  point ->
                      new double[] {
                        left + (right - left) * part(point.size(), 1, LARGEST),
                        bottom - HEIGHT * part(panel.value.applyAsDouble(point), low, high)
                      })
              .toArray(double[][]::new));
    }
  }

  private static double part(double value, double low, double high) {
    return Math.log(value / low) / Math.log(high / low);
  }

  /** The next coarse step that is not greater. */
  private static double below(double value) {
    double power = power(value);
    double found = power;
    for (double digit : COARSE) {
      found = digit * power < value * (1 + EXACT) ? digit * power : found;
    }
    return found;
  }

  /** The next step that is not smaller. */
  private static double above(double value, double[] steps) {
    double power = power(value);
    for (double digit : steps) {
      if (digit * power > value * (1 - EXACT)) {
        return digit * power;
      }
    }
    return 10 * power;
  }

  private static double power(double value) {
    return Math.pow(10, Math.floor(Math.log10(value) + EXACT));
  }

  private static String label(double value) {
    boolean whole = Math.abs(value - Math.rint(value)) < EXACT;
    return String.format(Locale.ROOT, whole ? "%,.0f" : value < 1 ? "%.2f" : "%.1f", value);
  }
}
