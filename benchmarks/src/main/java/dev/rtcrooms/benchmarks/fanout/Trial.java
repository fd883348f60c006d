package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.load.Generator;
import dev.rtcrooms.benchmarks.load.Outcome;
import dev.rtcrooms.benchmarks.load.Outcome.GroupOutcome;
import dev.rtcrooms.benchmarks.load.Plan;
import dev.rtcrooms.benchmarks.process.ProcessorLoad;
import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts one workload to one server, and writes down what it took; for one thread. */
final class Trial {

  private final int payload;
  private final Processors processors;
  private final Results results;
  private final int connections;

  Trial(int payload, Processors processors, Results results, int connections) {
    this.payload = payload;
    this.processors = processors;
    this.results = results;
    this.connections = connections;
  }

  /**
   * Speaks for so many seconds before and while it is measured; gives what was wrong, or "".
   * Members that do not read come after a server is warm, because it ends them after a while.
   */
  String speak(Build server, ServerProcess process, Workload wanted, double warm, double seconds)
      throws IOException {
    Workload workload = wanted.within(connections);
    double filling = workload.secondsToFill(server.server().unreadBytes(), payload);
    if (filling > 0 && warm > 0) {
      warmUp(plan(server, process, workload.withoutStalled(), Duration.ZERO, seconds(warm)));
    }
    Duration before = seconds(filling > 0 ? filling : warm);
    Plan plan = plan(server, process, workload, before, seconds(seconds));
    List<Usage> readings = new ArrayList<>();
    List<Double> loads = new ArrayList<>();
    Runnable reading =
        () -> {
          readings.add(process.usage());
          loads.add(ProcessorLoad.busyNanos(processors.server()));
        };
    try (Generator generator = new Generator(plan)) {
      generator.connect();
      long collections = process.collections();
      Outcome outcome = generator.measure(reading, reading);
      long collected = process.collections() - collections;
      Usage used = readings.get(1).since(readings.get(0));
      double others = loads.get(1) - loads.get(0) - used.cpuNanos();
      if (outcome.ended() > 0) {
        return "%d members that do not read were disconnected before the end of the measured time;"
                .formatted(outcome.ended())
            + " a smaller --payload or fewer --seconds avoid that";
      }
      for (GroupOutcome group : outcome.groups()) {
        if (Workload.speaks(group.group())) {
          Map<Figure, Double> figures = figures(plan, outcome, group, used, others);
          figures.put(Figure.COLLECTIONS, (double) collected);
          add(server, workload.label(group.group()), figures);
        }
      }
      return outcome.faults().total() > 0 ? outcome.faults().toString() : "";
    }
  }

  private static void warmUp(Plan plan) throws IOException {
    try (Generator generator = new Generator(plan)) {
      generator.connect();
      Outcome unused = generator.measure(() -> {}, () -> {});
    }
  }

  private Plan plan(
      Build server, ServerProcess process, Workload workload, Duration warm, Duration measured) {
    return new Plan(
        member -> process.port(),
        server.server().dialect(),
        payload,
        workload.groups(),
        warm,
        measured);
  }

  private static Map<Figure, Double> figures(
      Plan plan, Outcome outcome, GroupOutcome group, Usage used, double others) {
    double deliveries = Math.max(1, outcome.deliveries());
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.CPU, used.cpuNanos() / 1e3 / deliveries);
    figures.put(Figure.USER, used.userNanos() / 1e3 / deliveries);
    figures.put(Figure.BUSY, used.cpuNanos() / plan.measured().toNanos());
    figures.put(Figure.OTHERS, others / plan.measured().toNanos());
    figures.put(Figure.DELIVERIES, group.deliveriesPerSecond());
    figures.put(Figure.P50, group.p50());
    figures.put(Figure.P99, group.p99());
    figures.put(Figure.P999, group.p999());
    figures.put(Figure.MAX, group.max());
    figures.put(Figure.FRAMES, outcome.framesPerDelivery());
    figures.put(Figure.BYTES, outcome.bytesPerDelivery());
    figures.put(Figure.GENERATOR, outcome.generatorBusy());
    figures.put(Figure.FAULTS, (double) outcome.faults().total());
    return figures;
  }

  /** Measures the memory of connections on which nothing is said. */
  void idle(Build server, ServerProcess process) throws IOException {
    Workload workload = Workload.IDLE.within(connections);
    double before = process.usageWithoutGarbage().residentKib();
    Plan plan = plan(server, process, workload, Duration.ZERO, Duration.ZERO);
    try (Generator generator = new Generator(plan)) {
      generator.connect();
      generator.hold(Duration.ofSeconds(1));
      double after = process.usageWithoutGarbage().residentKib();
      add(server, workload.label(), Map.of(Figure.IDLE, (after - before) / workload.connections()));
    }
  }

  private void add(Build server, String workload, Map<Figure, Double> figures) throws IOException {
    int round = results.nextRound(server.label(), workload);
    Measurement measurement = new Measurement(server.label(), workload, round, figures);
    results.add(measurement);
    System.out.println(measurement);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
