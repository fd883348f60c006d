package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One processor for the server and another for the load generator, so that neither pays for the
 * other; immutable.
 *
 * @param server where servers run, or empty if processes cannot be pinned here
 * @param generator where the generator runs, or empty likewise
 */
public record Processors(OptionalInt server, OptionalInt generator) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  /**
   * Takes the first two processors that this process may use.
   *
   * @return both, or neither where there is one processor only, or no {@code taskset}
   */
  public static Processors find() {
    List<Integer> allowed = allowed();
    if (allowed.size() < 2 || !canPin(allowed.get(0))) {
      return new Processors(OptionalInt.empty(), OptionalInt.empty());
    }
    return new Processors(OptionalInt.of(allowed.get(0)), OptionalInt.of(allowed.get(1)));
  }

  /**
   * Tells a reader of the results.
   *
   * @return a phrase
   */
  public String described() {
    return server.isEmpty()
        ? "not pinned (no taskset, or one processor only): figures vary more"
        : "server pinned to processor "
            + server.getAsInt()
            + ", generator to "
            + generator.getAsInt();
  }

  /**
   * What a command begins with to run on a processor.
   *
   * @param processor which one, or empty
   * @return empty likewise
   */
  public static List<String> pinning(OptionalInt processor) {
    return processor.isPresent()
        ? List.of("taskset", "-c", Integer.toString(processor.getAsInt()))
        : List.of();
  }

  private static List<Integer> allowed() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .findFirst()
          .map(line -> parse(line.substring(ALLOWED.length()).strip()))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of(); // not Linux
    }
  }

  /** Reads a list such as {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : list.split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static boolean canPin(int processor) {
    try {
      Process process =
          new ProcessBuilder("taskset", "-c", Integer.toString(processor), "true").start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
