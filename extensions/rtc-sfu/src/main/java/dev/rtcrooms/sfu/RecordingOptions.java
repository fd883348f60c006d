package dev.rtcrooms.sfu;

import java.time.Duration;

/**
 * How a room is recorded. Immutable; any thread.
 *
 * @param bytes the most bytes of all files together; beyond them the recording ends
 * @param duration the longest duration; beyond it the recording ends
 * @param freeBytes what stays free on the disk; with less, the recording ends
 * @param queueBytes the most bytes of each stream that wait in memory for the disk; beyond them
 *     packets are dropped
 * @param announced whether the room is told that it is recorded
 */
public record RecordingOptions(
    long bytes, Duration duration, long freeBytes, long queueBytes, boolean announced) {

  /** No limit of bytes, 12 hours, 1 GiB free, 4 MiB of each stream in memory; announced. */
  public static final RecordingOptions DEFAULT =
      new RecordingOptions(Long.MAX_VALUE, Duration.ofHours(12), 1L << 30, 4L << 20, true);

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if a limit is 0 or less; {@code freeBytes} may be 0
   */
  public RecordingOptions {
    if (bytes < 1 || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("A recording needs bytes and a duration");
    }
    if (freeBytes < 0 || queueBytes < 1) {
      throw new IllegalArgumentException("A recording needs a queue and no negative free space");
    }
  }

  /**
   * Changes how much is recorded.
   *
   * @param most the most bytes of all files together
   * @param longest the longest duration
   * @return a changed copy
   */
  public RecordingOptions withLimits(long most, Duration longest) {
    return new RecordingOptions(most, longest, freeBytes, queueBytes, announced);
  }

  /**
   * Changes what stays free on the disk.
   *
   * @param free bytes; 0 to fill the disk
   * @return a changed copy
   */
  public RecordingOptions withFreeBytes(long free) {
    return new RecordingOptions(bytes, duration, free, queueBytes, announced);
  }

  /**
   * Does not tell the room that it is recorded. The host must tell the people by other means, as
   * the law of most countries demands.
   *
   * @return a changed copy
   */
  public RecordingOptions unannounced() {
    return new RecordingOptions(bytes, duration, freeBytes, queueBytes, false);
  }
}
