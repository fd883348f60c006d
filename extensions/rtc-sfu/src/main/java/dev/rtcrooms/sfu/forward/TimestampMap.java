package dev.rtcrooms.sfu.forward;

import org.jspecify.annotations.Nullable;

/**
 * Maps the timestamps of a track's layers, each of which begins at a random number, to those of one
 * receiver. Times are nanoseconds of any clock. Not thread-safe.
 */
final class TimestampMap {

  /** How far reports of a sender may differ from what the time of arrival says, in seconds. */
  private static final double TRUSTED = 0.2;

  private final int clockRate;
  private @Nullable Reception source;
  private long shift;
  private long last;
  private long lastAt;

  TimestampMap(int clockRate) {
    this.clockRate = clockRate;
  }

  /** Goes on with a source where the one before ended; nothing changes if it is the same. */
  void begin(Reception next, long timestamp, long now) {
    Reception before = source;
    if (before == next) {
      return;
    }
    source = next;
    if (before != null) {
      shift += step(before, next, timestamp, now);
    }
  }

  /** By how much the shift changes. */
  private long step(Reception before, Reception next, long timestamp, long now) {
    long passed = Math.max(1, (long) ((now - lastAt) / 1e9 * clockRate));
    long byArrival = last + passed - map(timestamp);
    if (!before.isReported() || !next.isReported()) {
      return byArrival;
    }
    long ntp = next.ntp(now);
    long byReports = before.timestampAt(ntp) - next.timestampAt(ntp);
    int difference = (int) (byReports - byArrival); // both wrap at 32 bits
    if (Math.abs((double) difference) > TRUSTED * clockRate) {
      return byArrival;
    }
    int ahead = (int) (map(timestamp) + byReports - last);
    return ahead > 0 ? byReports : last + 1 - map(timestamp);
  }

  /** Of which 32 bits count. */
  long map(long timestamp) {
    return timestamp + shift;
  }

  /** A packet with this timestamp of the source was sent. */
  void sent(long timestamp, long now) {
    last = map(timestamp);
    lastAt = now;
  }

  /** The receiver's timestamp of the packet that was sent last. */
  long last() {
    return last;
  }
}
