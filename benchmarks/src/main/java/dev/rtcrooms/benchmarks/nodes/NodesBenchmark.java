package dev.rtcrooms.benchmarks.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rtcrooms.benchmarks.load.Dialect;
import dev.rtcrooms.benchmarks.load.Generator;
import dev.rtcrooms.benchmarks.load.Outcome;
import dev.rtcrooms.benchmarks.load.Plan;
import dev.rtcrooms.benchmarks.nodes.Reading.Counters;
import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Leash;
import dev.rtcrooms.benchmarks.process.Machine;
import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.report.Median;
import dev.rtcrooms.benchmarks.report.Table;
import dev.rtcrooms.benchmarks.server.ServerMain;
import dev.rtcrooms.benchmarks.server.Started;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * Two nodes and a Redis on one processor, and members of rooms at one or both of them. Measures in
 * a process of its own, which the load generator has to itself.
 */
public final class NodesBenchmark {

  private static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
  private static final Duration FIRST_WARM = Duration.ofSeconds(12);
  private static final Duration WARM = Duration.ofSeconds(2);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final int ROUNDS = 4;
  private static final int PAYLOAD = 128;

  private final OptionalInt processor;
  private final MeasuredRedis redis;
  private final List<ChildProcess> nodes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final Map<Placement, List<Reading>> readings = new EnumMap<>(Placement.class);
  private long faults;

  private NodesBenchmark(OptionalInt processor, MeasuredRedis redis) {
    this.processor = processor;
    this.redis = redis;
  }

  /**
   * Measures, and prints what was found.
   *
   * @param arguments the processors of the nodes and of the generator (-1: not pinned)
   * @throws IOException if a process cannot be started
   */
  public static void main(String[] arguments) throws IOException {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)); // for µ
    Leash.fasten();
    OptionalInt processor = processor(arguments[0]);
    System.out.println(
        Machine.described()
            + "; "
            + new Processors(processor, processor(arguments[1])).described());
    try (MeasuredRedis redis = MeasuredRedis.start(processor)) {
      NodesBenchmark benchmark = new NodesBenchmark(processor, redis);
      try {
        benchmark.run();
      } finally {
        benchmark.nodes.forEach(ChildProcess::close);
      }
      benchmark.report();
      System.exit(benchmark.faults > 0 ? 1 : 0);
    }
  }

  private static OptionalInt processor(String number) {
    return number.equals("-1") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
  }

  private void run() throws IOException {
    startNode();
    startNode();
    Reading warm = measure(Placement.HALF, FIRST_WARM);
    System.out.printf(Locale.ROOT, "warm: %.0f deliveries/s%n", warm.deliveries());
    for (int round = 0; round < ROUNDS; round++) {
      for (Placement placement : Placement.values()) {
        Reading reading = measure(placement, WARM);
        System.out.println(placement + " " + reading);
        readings.computeIfAbsent(placement, each -> new ArrayList<>()).add(reading);
      }
    }
  }

  private void startNode() throws IOException {
    ChildProcess node =
        JavaProcess.of(
                Optional.empty(),
                processor,
                FLAGS,
                ServerMain.class.getName(),
                List.of(ServerMain.NODE, redis.url()))
            .start(ProcessBuilder.Redirect.PIPE);
    nodes.add(node);
    BufferedReader out = node.process().inputReader(UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The node has ended");
    }
    ports.add(Integer.parseInt(line.substring(Started.READY.length())));
  }

  private Reading measure(Placement placement, Duration warm) throws IOException {
    Plan plan =
        new Plan(
            member -> ports.get(placement.isAtHome(member) ? 0 : 1),
            Dialect.ROOMS,
            PAYLOAD,
            List.of(placement.group()),
            warm,
            MEASURED);
    List<Counters> counters = new ArrayList<>();
    try (Generator generator = new Generator(plan)) {
      generator.connect();
      Outcome outcome =
          generator.measure(() -> counters.add(counters()), () -> counters.add(counters()));
      if (outcome.faults().total() > 0) {
        faults += outcome.faults().total();
        System.out.println("FAILED: " + outcome.faults());
      }
      double seconds = MEASURED.toNanos() / 1e9;
      return Reading.of(outcome, seconds, counters.get(1).since(counters.get(0)));
    }
  }

  private Counters counters() {
    return new Counters(
        Usage.of(nodes.get(0).process().toHandle()).cpuNanos(),
        Usage.of(nodes.get(1).process().toHandle()).cpuNanos(),
        redis.usage().cpuNanos(),
        redis.calls("evalsha", "eval"),
        redis.calls("publish"),
        redis.bytes());
  }

  private double median(Placement placement, ToDoubleFunction<Reading> figure) {
    return Median.of(
        readings.getOrDefault(placement, List.of()).stream().mapToDouble(figure).toArray());
  }

  /** Medians of the rounds; ratios are of one round each. */
  private double ratio(
      Placement one,
      ToDoubleFunction<Reading> figure,
      Placement other,
      ToDoubleFunction<Reading> to) {
    List<Reading> above = readings.getOrDefault(one, List.of());
    List<Reading> below = readings.getOrDefault(other, List.of());
    double[] ratios = new double[Math.min(above.size(), below.size())];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = figure.applyAsDouble(above.get(round)) / to.applyAsDouble(below.get(round));
    }
    return Median.of(ratios);
  }

  private void report() {
    Table table =
        new Table(
            "members",
            "messages/s",
            "home µs",
            "other µs",
            "Redis µs",
            "scripts",
            "publishes",
            "p50 µs",
            "p99 µs");
    for (Placement placement : Placement.values()) {
      table.row(
          List.of(
              placement.described(),
              number(median(placement, Reading::messages)),
              number(median(placement, each -> each.home() / each.deliveries())),
              number(median(placement, each -> each.edge() / each.deliveries())),
              number(median(placement, each -> each.redis() / each.deliveries())),
              number(median(placement, Reading::scripts)),
              number(median(placement, Reading::publishes)),
              number(median(placement, Reading::p50)),
              number(median(placement, Reading::p99))));
    }
    System.out.println();
    System.out.println(table);
    line(
        "Both nodes together, of what one node takes per delivery: %.3f",
        ratio(
            Placement.HALF,
            each -> (each.home() + each.edge()) / each.deliveries(),
            Placement.LOCAL,
            each -> each.home() / each.deliveries()));
    double before = median(Placement.FEW, Reading::home);
    line(
        "The home's cost of a remote listener, of that of a local one: %.3f",
        (median(Placement.LISTENERS, Reading::home) - before)
            / (median(Placement.LOCAL, Reading::home) - before));
    double publishes =
        median(Placement.REMOTE, Reading::publishes) - median(Placement.LOCAL, Reading::publishes);
    line("Redis for a message at the home: %.1f µs", perMessage(Placement.LOCAL));
    line(
        "Redis for a publish: %.1f µs",
        (perMessage(Placement.REMOTE) - perMessage(Placement.LOCAL)) / publishes);
    line(
        "Bytes of a publish: %.0f",
        (median(Placement.REMOTE, Reading::bytes) - median(Placement.LOCAL, Reading::bytes))
            / publishes);
    line(
        "Added latency, p50: %.0f µs",
        median(Placement.QUIET_REMOTE, Reading::p50) - median(Placement.QUIET_LOCAL, Reading::p50));
    line(
        "Added latency, p99: %.0f µs",
        median(Placement.QUIET_REMOTE, Reading::p99) - median(Placement.QUIET_LOCAL, Reading::p99));
  }

  private double perMessage(Placement placement) {
    return median(placement, each -> each.redis() / each.messages());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }

  private static void line(String format, double value) {
    System.out.println(String.format(Locale.ROOT, format, value));
  }
}
