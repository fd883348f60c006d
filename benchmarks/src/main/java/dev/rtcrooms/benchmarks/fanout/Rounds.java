package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.load.Generator;
import dev.rtcrooms.benchmarks.load.Outcome;
import dev.rtcrooms.benchmarks.load.Outcome.GroupOutcome;
import dev.rtcrooms.benchmarks.load.Plan;
import dev.rtcrooms.benchmarks.process.ProcessorLoad;
import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.server.Contender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all servers in turns, so that what changes in the machine with time changes all of them;
 * for one thread.
 */
final class Rounds {

  private final Options options;
  private final Processors processors;
  private final Results results;
  private final int connections;
  private final List<String> failures = new ArrayList<>();

  Rounds(Options options, Processors processors, Results results, int connections) {
    this.options = options;
    this.processors = processors;
    this.results = results;
    this.connections = connections;
  }

  /** Gives a line for each check that failed. */
  List<String> run() throws IOException {
    for (int round = 1; round <= options.rounds(); round++) {
      List<Contender> order = new ArrayList<>(options.servers());
      Collections.rotate(order, -(round - 1) * 3);
      for (Contender server : order) {
        speak(server);
        idle(server);
      }
    }
    return failures;
  }

  private void speak(Contender server) throws IOException {
    List<Workload> workloads =
        options.workloads().stream()
            .filter(workload -> !workload.idle() && wanted(workload, server))
            .toList();
    if (workloads.isEmpty()) {
      return;
    }
    try (ServerProcess process =
        ServerProcess.start(server, processors.server(), ServerProcess.SPEAKING)) {
      boolean first = true;
      for (Workload workload : workloads) {
        speak(server, process, workload.within(connections), first);
        first = false;
      }
    } catch (IOException e) {
      fail(server.label() + ": " + e.getMessage());
    }
  }

  /** Whether a big room starves small ones is asked of ours only. */
  private static boolean wanted(Workload workload, Contender server) {
    return server.ours() || workload.groups().size() == 1;
  }

  private void speak(Contender server, ServerProcess process, Workload workload, boolean first)
      throws IOException {
    Plan plan =
        new Plan(
            process.port(),
            server.dialect(),
            options.payload(),
            workload.groups(),
            seconds(options.warm(first)),
            seconds(options.seconds(workload)));
    List<Usage> readings = new ArrayList<>();
    List<Double> loads = new ArrayList<>();
    Runnable reading =
        () -> {
          readings.add(process.usage());
          loads.add(ProcessorLoad.busyNanos(processors.server()));
        };
    try (Generator generator = new Generator(plan)) {
      generator.connect();
      Outcome outcome = generator.measure(reading, reading);
      if (outcome.faults().total() > 0) {
        fail(server.label() + " " + workload.label() + ": " + outcome.faults());
      }
      Usage used = readings.get(1).since(readings.get(0));
      double others = loads.get(1) - loads.get(0) - used.cpuNanos();
      for (GroupOutcome group : outcome.groups()) {
        if (Workload.speaks(group.group())) {
          add(server, workload.label(group.group()), figures(plan, outcome, group, used, others));
        }
      }
    }
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

  private void idle(Contender server) throws IOException {
    if (!options.workloads().contains(Workload.IDLE)) {
      return;
    }
    Workload workload = Workload.IDLE.within(connections);
    try (ServerProcess process =
        ServerProcess.start(server, processors.server(), ServerProcess.IDLE)) {
      double before = process.usageWithoutGarbage().residentKib();
      Plan plan =
          new Plan(
              process.port(),
              server.dialect(),
              options.payload(),
              workload.groups(),
              Duration.ZERO,
              Duration.ZERO);
      try (Generator generator = new Generator(plan)) {
        generator.connect();
        generator.hold(Duration.ofSeconds(1));
        double after = process.usageWithoutGarbage().residentKib();
        add(
            server,
            workload.label(),
            Map.of(Figure.IDLE, (after - before) / workload.connections()));
      }
    } catch (IOException e) {
      fail(server.label() + " idle: " + e.getMessage());
    }
  }

  private void add(Contender server, String workload, Map<Figure, Double> figures)
      throws IOException {
    int round = results.nextRound(server.label(), workload);
    Measurement measurement = new Measurement(server.label(), workload, round, figures);
    results.add(measurement);
    System.out.println(measurement);
  }

  private void fail(String line) {
    failures.add(line);
    System.out.println("FAILED: " + line);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
