package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.report.Svg;
import dev.rtcrooms.benchmarks.report.Svg.Anchor;
import dev.rtcrooms.benchmarks.report.Svg.Ink;
import dev.rtcrooms.benchmarks.server.Contender;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws the medians as bars, in SVG; for one thread. */
final class Plot {

  private static final int WIDTH = 920;
  private static final int MARGIN = 20;
  private static final int NAMES = 150;
  private static final int BAR = 20;
  private static final int ROW = 26;
  private static final int HEAD = 66;
  private static final int AXIS = 48;
  private static final int VALUES = 90;
  private static final int TOP = 56;
  private static final int TICKS = 4;

  private final Medians medians;
  private final Svg svg = new Svg();
  private int y = TOP;

  Plot(List<Measurement> all) {
    this.medians = new Medians(all);
  }

  /**
   * One diagram.
   *
   * @param part what is shown stronger as a part of the bar, or null
   */
  private record Panel(
      String title, String unit, Workload workload, Figure figure, @Nullable Figure part) {}

  /** All diagrams that there are measurements for, one below the other. */
  String draw(String subtitle) {
    svg.text(MARGIN, 28, Anchor.START, Ink.TEXT, "What a delivery costs", true);
    svg.text(MARGIN, 47, Anchor.START, Ink.FAINT, subtitle, false);
    List<Panel> panels =
        List.of(
            new Panel(
                "Processor time for each delivery (W1: " + Workload.W1.described() + ")",
                "µs for each delivery: strong outside the kernel, pale inside it. Less is better.",
                Workload.W1,
                Figure.CPU,
                Figure.USER),
            new Panel(
                "Processor time for each delivery (W3: " + Workload.W3.described() + ")",
                "µs for each delivery: strong outside the kernel, pale inside it. Less is better.",
                Workload.W3,
                Figure.CPU,
                Figure.USER),
            new Panel(
                "Most deliveries (W2p: " + Workload.W2P.described() + ")",
                "deliveries each second. More is better.",
                Workload.W2P,
                Figure.DELIVERIES,
                null),
            new Panel(
                "Memory of an idle connection (" + Workload.IDLE.described() + ")",
                "KiB resident for each connection. Less is better.",
                Workload.IDLE,
                Figure.IDLE,
                null));
    panels.stream()
        .filter(panel -> medians.hasWorkload(panel.workload.label()))
        .forEach(this::draw);
    return svg.whole(WIDTH, y);
  }

  private void draw(Panel panel) {
    boolean more = panel.figure == Figure.DELIVERIES;
    Comparator<Contender> order = Comparator.comparingDouble(server -> value(panel, server));
    List<Contender> servers =
        Arrays.stream(Contender.values())
            .filter(server -> Double.isFinite(value(panel, server)))
            .sorted(more ? order.reversed() : order)
            .toList();
    double most = servers.stream().mapToDouble(server -> value(panel, server)).max().orElse(1);
    double step = step(most);
    double end = Math.ceil(most / step) * step;
    svg.text(MARGIN, y + 32, Anchor.START, Ink.TEXT, panel.title, true);
    int top = y + HEAD - 20;
    int bottom = top + servers.size() * ROW;
    for (double tick = 0; tick <= end + step / 2; tick += step) {
      int x = x(tick, end);
      svg.rule(x, top, x, bottom);
      svg.text(x, bottom + 16, Anchor.MIDDLE, Ink.FAINT, label(tick), false);
    }
    for (int i = 0; i < servers.size(); i++) {
      bar(panel, servers.get(i), top + i * ROW + (ROW - BAR) / 2, end);
    }
    svg.text(NAMES, bottom + 34, Anchor.START, Ink.FAINT, panel.unit, false);
    y = bottom + AXIS;
  }

  private void bar(Panel panel, Contender server, int top, double end) {
    double value = value(panel, server);
    boolean ours = server.ours();
    boolean parts = panel.part != null;
    Ink light = ours ? Ink.OURS_LIGHT : Ink.PEERS_LIGHT;
    Ink dark = ours ? Ink.OURS : Ink.PEERS;
    rectangle(top, x(value, end), parts ? light : dark);
    if (panel.part != null) {
      double part = medians.of(server.label(), panel.workload.label(), panel.part);
      rectangle(top, x(Double.isFinite(part) ? part : 0, end), dark);
    }
    Ink name = ours ? Ink.OURS : Ink.TEXT;
    svg.text(NAMES - 8, top + 15, Anchor.END, name, server.label(), ours);
    svg.text(x(value, end) + 6, top + 15, Anchor.START, Ink.TEXT, figure(value), false);
  }

  private void rectangle(int top, int right, Ink ink) {
    svg.rectangle(NAMES, top, Math.max(1, right - NAMES), BAR, ink);
  }

  private double value(Panel panel, Contender server) {
    return medians.of(server.label(), panel.workload.label(), panel.figure);
  }

  private static int x(double value, double end) {
    return NAMES + (int) Math.round(value / end * (WIDTH - NAMES - VALUES));
  }

  /** A round number, of which about four make the whole. */
  private static double step(double most) {
    double rough = most / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  private static String label(double value) {
    int decimals = value >= 100 || value == Math.rint(value) ? 0 : 1;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
