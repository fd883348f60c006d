package dev.rtcrooms.benchmarks;

import dev.rtcrooms.benchmarks.fanout.FanOut;
import dev.rtcrooms.benchmarks.joins.JoinBenchmark;
import dev.rtcrooms.benchmarks.media.MediaBenchmark;
import dev.rtcrooms.benchmarks.micro.KeptMemory;
import dev.rtcrooms.benchmarks.nodes.NodesBenchmark;
import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.ClassPath;
import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Processors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All benchmarks by one command: starts them in a process that is not Maven's. */
public final class Benchmarks {

  /** The first argument for micro benchmarks; what follows is JMH's. */
  private static final String MICRO = "micro";

  /** The first argument for the media benchmark; what follows is its own. */
  private static final String MEDIA = "media";

  /** The only argument for what rooms keep in memory. */
  private static final String MEMORY = "memory";

  private static final List<String> COLLECTORS = List.of("-XX:+UseSerialGC", "-XX:+UseG1GC");

  /** The first argument for two nodes of a cluster. */
  private static final String NODES = "nodes";

  /** The first argument for joins; what follows is its own. */
  private static final String JOINS = "joins";

  private static final List<String> GENERATOR =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");
  private static final String NOT_PINNED = "-1";

  private Benchmarks() {}

  /**
   * Runs the fan-out benchmark, with {@code media} that of the SFU, with {@code memory} that of
   * what rooms keep, with {@code nodes} that of a cluster, with {@code joins} that of joins, or
   * with {@code micro} JMH; ends with its status.
   *
   * @param arguments {@code --help}, {@code media --help} and {@code joins --help} explain them
   * @throws Exception if no process can be started
   */
  public static void main(String[] arguments) throws Exception {
    List<String> given = Arrays.asList(arguments);
    String first = given.isEmpty() ? "" : given.get(0);
    int status =
        switch (first) {
          case MICRO -> run(micro(given.subList(1, given.size())));
          case MEMORY -> memory();
          case MEDIA -> media(given.subList(1, given.size()));
          case NODES -> run(nodes());
          case JOINS -> run(generator(JoinBenchmark.class, JOINS, given.subList(1, given.size())));
          default -> run(generator(FanOut.class, "fan-out", given));
        };
    if (status != 0) {
      System.exit(status);
    }
  }

  /** A benchmark that fails ends the run, and is not only missing from the table. */
  private static JavaProcess micro(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-foe", "true"));
    all.addAll(arguments);
    return JavaProcess.of(
        Optional.empty(), OptionalInt.empty(), List.of(), "org.openjdk.jmh.Main", all);
  }

  /** Once with each garbage collector. */
  private static int memory() throws IOException {
    int status = 0;
    for (String collector : COLLECTORS) {
      status |=
          run(
              JavaProcess.of(
                  Optional.empty(),
                  OptionalInt.empty(),
                  List.of("-Xmx1g", collector),
                  KeptMemory.class.getName(),
                  List.of(collector)));
    }
    return status;
  }

  /** A benchmark in the process of its load generator. */
  private static JavaProcess generator(Class<?> main, String folder, List<String> arguments) {
    Processors processors = Processors.find();
    List<String> all = new ArrayList<>();
    all.add(ClassPath.beside(folder).toString());
    all.add(number(processors.server()));
    all.add(number(processors.generator()));
    all.addAll(arguments);
    return JavaProcess.of(Optional.empty(), processors.generator(), GENERATOR, main.getName(), all);
  }

  private static JavaProcess nodes() {
    Processors processors = Processors.find();
    return JavaProcess.of(
        Optional.empty(),
        processors.generator(),
        GENERATOR,
        NodesBenchmark.class.getName(),
        List.of(number(processors.server()), number(processors.generator())));
  }

  /** Only starts processes and waits for them, so it needs none of its own. */
  private static int media(List<String> arguments) throws IOException {
    return MediaBenchmark.run(ClassPath.beside("media"), Processors.find(), arguments);
  }

  private static String number(OptionalInt processor) {
    return processor.isPresent() ? Integer.toString(processor.getAsInt()) : NOT_PINNED;
  }

  private static int run(JavaProcess java) throws IOException {
    try (ChildProcess child = java.start(ProcessBuilder.Redirect.INHERIT)) {
      return child.await();
    }
  }
}
