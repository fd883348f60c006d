package dev.rtcrooms.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** How long a processor has been at work, for whomever; stateless. */
public final class ProcessorLoad {

  private static final Path STAT = Path.of("/proc/stat");
  private static final double NANOS_PER_TICK = 1e7;

  /** In {@code /proc/stat}, fields 4 and 5 are idle and waiting, 1 to 3 and 6 to 8 are work. */
  private static final int IDLE = 4;

  private static final int WAITING = 5;
  private static final int LAST = 8;

  private ProcessorLoad() {}

  /**
   * Asks the system.
   *
   * @param processor which one
   * @return nanoseconds since the system began; NaN if it is not known
   */
  public static double busyNanos(OptionalInt processor) {
    if (processor.isEmpty()) {
      return Double.NaN;
    }
    String beginning = "cpu" + processor.getAsInt() + " ";
    try {
      for (String line : Files.readAllLines(STAT)) {
        if (line.startsWith(beginning)) {
          return busyTicks(line.split(" ", -1)) * NANOS_PER_TICK;
        }
      }
    } catch (IOException e) {
      // not Linux
    }
    return Double.NaN;
  }

  private static long busyTicks(String[] fields) {
    long ticks = 0;
    for (int i = 1; i <= LAST; i++) {
      ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
    }
    return ticks;
  }
}
