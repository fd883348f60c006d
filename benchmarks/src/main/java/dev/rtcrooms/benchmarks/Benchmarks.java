package dev.rtcrooms.benchmarks;

import dev.rtcrooms.benchmarks.fanout.FanOut;
import dev.rtcrooms.benchmarks.process.ChildProcess;
import dev.rtcrooms.benchmarks.process.JavaProcess;
import dev.rtcrooms.benchmarks.process.Processors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All benchmarks by one command: starts them in a process that is not Maven's. */
public final class Benchmarks {

  /** The first argument for micro benchmarks; what follows is JMH's. */
  private static final String MICRO = "micro";

  private static final List<String> GENERATOR =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");
  private static final String NOT_PINNED = "-1";

  private Benchmarks() {}

  /**
   * Runs the fan-out benchmark, or with {@code micro} JMH; ends with its status.
   *
   * @param arguments {@code --help} of the fan-out benchmark explains them
   * @throws Exception if no process can be started
   */
  public static void main(String[] arguments) throws Exception {
    List<String> given = Arrays.asList(arguments);
    boolean micro = !given.isEmpty() && given.get(0).equals(MICRO);
    int status = run(micro ? micro(given.subList(1, given.size())) : fanOut(given));
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

  private static JavaProcess fanOut(List<String> arguments) throws URISyntaxException {
    Processors processors = Processors.find();
    List<String> all = new ArrayList<>();
    all.add(folder().toString());
    all.add(number(processors.server()));
    all.add(number(processors.generator()));
    all.addAll(arguments);
    return JavaProcess.of(
        Optional.empty(), processors.generator(), GENERATOR, FanOut.class.getName(), all);
  }

  /** Beside the classes that run. */
  private static Path folder() throws URISyntaxException {
    Path classes =
        Path.of(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes.resolveSibling("fan-out");
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
