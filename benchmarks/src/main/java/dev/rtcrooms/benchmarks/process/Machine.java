package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What is measured on; stateless. */
public final class Machine {

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Pattern WIDE = Pattern.compile("\\s{2,}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** What a JVM and a server have open beside connections. */
  private static final int OWN_FILES = 500;

  /** What other processes use meanwhile. */
  private static final int OTHERS_PORTS = 200;

  private Machine() {}

  /**
   * How many connections one process may have to one server, by the number of files that each side
   * may open, and by the number of ports from which one address may connect.
   *
   * @return at least 1
   */
  public static int connections() {
    return Math.min(files(), ports());
  }

  private static int files() {
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

  private static int ports() {
    try {
      return ports(Files.readAllLines(PORTS).get(0)); // this file has to be read at once
    } catch (IOException e) {
      return Integer.MAX_VALUE; // not Linux
    }
  }

  /** Gives how many of a range of ports are left for us. */
  static int ports(String range) {
    String[] ends = BLANKS.split(range, -1);
    return Math.max(1, Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1 - OTHERS_PORTS);
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
