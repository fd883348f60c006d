package dev.rtcrooms.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rtcrooms.benchmarks.process.Leash;
import dev.rtcrooms.benchmarks.process.Machine;
import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.server.Contender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The fan-out benchmark, in a process of its own that the load generator has to itself. */
public final class FanOut {

  private static final int FAULTS = 1;
  private static final int BAD_OPTION = 2;

  private FanOut() {}

  /**
   * Measures, and writes {@code results.jsonl}, {@code results.md} and {@code fan-out.svg}; or
   * {@code grid.jsonl}, {@code grid.csv} and {@code grid.svg}.
   *
   * @param arguments the folder for results, the processors of server and generator (-1: not
   *     pinned), then what {@code --help} explains
   * @throws IOException if the results cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)); // for µ
    Leash.fasten();
    Path folder = Path.of(arguments[0]);
    Processors processors = new Processors(processor(arguments[1]), processor(arguments[2]));
    try {
      Options options = Options.parse(Arrays.asList(arguments).subList(3, arguments.length));
      if (options.help()) {
        System.out.print(Options.EXPLAINED);
      } else {
        System.exit(measure(folder, processors, options));
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_OPTION);
    }
  }

  private static OptionalInt processor(String number) {
    return number.equals("-1") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
  }

  /** Gives the status with which the process ends. */
  static int measure(Path folder, Processors processors, Options options) throws IOException {
    Path file = folder.resolve(options.grid() ? "grid.jsonl" : "results.jsonl");
    boolean keep = options.append() || options.report();
    Results results = keep ? Results.read(file) : Results.empty(file);
    if (options.report() && results.all().isEmpty()) {
      throw new IllegalArgumentException("There are no results in " + file);
    }
    List<String> head = head(processors, options);
    head.forEach(System.out::println);
    List<String> failures =
        options.report() ? List.of() : new Rounds(options, processors, results).run();
    if (!results.all().isEmpty()) {
      if (options.grid()) {
        writeGrid(folder, results);
      } else {
        write(folder, head, results);
      }
      System.out.println("Written: " + folder);
    }
    if (failures.isEmpty()) {
      return 0;
    }
    failures.forEach(line -> System.out.println("FAILED: " + line));
    return FAULTS;
  }

  private static List<String> head(Processors processors, Options options) {
    List<String> head = new ArrayList<>();
    head.add(
        LocalDate.now(ZoneOffset.UTC)
            + "; "
            + Machine.described()
            + "; "
            + processors.described()
            + ".");
    head.add(options.described() + "; servers with " + String.join(" ", options.flags()) + ".");
    options.servers().stream()
        .map(Contender::missing)
        .filter(missing -> !missing.isEmpty())
        .forEach(head::add);
    int connections = options.connections();
    for (Workload workload : options.workloads()) {
      int fewer = workload.within(connections).connections();
      if (fewer < workload.connections()) {
        head.add(
            "Connections are limited: "
                + workload.label()
                + " has "
                + fewer
                + " connections instead of "
                + workload.connections()
                + ".");
      }
    }
    return head;
  }

  private static void write(Path folder, List<String> head, Results results) throws IOException {
    Report report = new Report(results.all());
    Path markdown = folder.resolve("results.md");
    Path plot = folder.resolve("fan-out.svg");
    Files.writeString(markdown, String.join("\n", head) + "\n\n" + report.whole());
    Files.writeString(plot, new Plot(results.all()).draw(head.get(0)));
    System.out.println();
    System.out.println(report.summary());
  }

  private static void writeGrid(Path folder, Results results) throws IOException {
    GridReport report = new GridReport(results.all());
    String subtitle =
        "%s; %s; %,d deliveries/s at each point"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Machine.described(),
                GridPoint.DELIVERIES_PER_SECOND);
    Files.writeString(folder.resolve("grid.csv"), report.values());
    Files.writeString(folder.resolve("grid.svg"), report.draw(subtitle));
    System.out.println();
    System.out.print(report.values());
  }
}
