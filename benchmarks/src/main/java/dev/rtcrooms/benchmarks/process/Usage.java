package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a process has used so far; immutable.
 *
 * @param cpuNanos processor time in user and system mode
 * @param userNanos the user part of it; NaN where the system does not tell
 * @param residentKib resident memory; NaN where the system does not tell
 */
public record Usage(double cpuNanos, double userNanos, double residentKib) {

  /** Linux counts in hundredths of a second for user space, on every architecture (proc(5)). */
  private static final double NANOS_PER_TICK = 1e7;

  /** Of what follows the command's name in {@code /proc/PID/stat}, which may hold blanks. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * Asks the system.
   *
   * @param process one that runs
   * @return what it has used since it began
   */
  public static Usage of(ProcessHandle process) {
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] fields = BLANKS.split(stat.substring(stat.lastIndexOf(')') + 2), -1);
      double user = Long.parseLong(fields[USER_TICKS]) * NANOS_PER_TICK;
      double system = Long.parseLong(fields[SYSTEM_TICKS]) * NANOS_PER_TICK;
      return new Usage(user + system, user, resident(folder));
    } catch (IOException e) {
      double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
      return new Usage(cpu, Double.NaN, Double.NaN);
    }
  }

  /**
   * What was used since then.
   *
   * @param before an earlier reading of the same process
   * @return processor times since, and the memory of now
   */
  public Usage since(Usage before) {
    return new Usage(cpuNanos - before.cpuNanos, userNanos - before.userNanos, residentKib);
  }

  private static double resident(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("status"));
    for (String line : lines) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(BLANKS.split(line, -1)[1]);
      }
    }
    return Double.NaN;
  }
}
