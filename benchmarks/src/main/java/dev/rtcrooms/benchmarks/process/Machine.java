package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What is measured on; stateless. */
public final class Machine {

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Pattern WIDE = Pattern.compile("\\s{2,}");

  /** What a JVM and a server have open beside connections. */
  private static final int OWN_FILES = 500;

  private Machine() {}

  /**
   * How many connections each side may have, by the number of files that it may open.
   *
   * @return at least 1
   */
  public static int connections() {
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        if (line.startsWith("Max open files")) {
          String hard = WIDE.split(line, -1)[2];
          return hard.equals("unlimited")
              ? Integer.MAX_VALUE
              : Math.max(1, Integer.parseInt(hard) - OWN_FILES);
        }
      }
    } catch (IOException e) {
      // not Linux: nothing is known, so nothing is reduced
    }
    return Integer.MAX_VALUE;
  }

  /**
   * Tells a reader of the results.
   *
   * @return processor, system and JDK
   */
  public static String described() {
    return "%s, %d processors, %s %s, JDK %s"
        .formatted(
            model(),
            processors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"));
  }

  private static String model() {
    return lines("model name").stream()
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse(System.getProperty("os.arch"));
  }

  /** This process may be pinned to one of them. */
  private static int processors() {
    return Math.max(lines("processor").size(), Runtime.getRuntime().availableProcessors());
  }

  private static List<String> lines(String beginning) {
    try {
      return Files.readAllLines(CPUS).stream().filter(line -> line.startsWith(beginning)).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
