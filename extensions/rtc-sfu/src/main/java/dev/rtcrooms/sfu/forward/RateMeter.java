package dev.rtcrooms.sfu.forward;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The bit rate of a short time before now. Times are nanoseconds of any clock. Not thread-safe. */
final class RateMeter {

  private final long bucket;
  private final long shortest;
  private final long[] bytes;
  private boolean begun;
  private long start;
  private long newest;
  private long sum;

  /** Measures the last two seconds. */
  RateMeter() {
    this(100, 20, 500);
  }

  /**
   * Measures the time of all buckets.
   *
   * @param bucketMillis the time of a bucket
   * @param buckets how many there are
   * @param shortestMillis a shorter time since the beginning says nothing, and counts as this
   */
  RateMeter(int bucketMillis, int buckets, int shortestMillis) {
    this.bucket = TimeUnit.MILLISECONDS.toNanos(bucketMillis);
    this.shortest = TimeUnit.MILLISECONDS.toNanos(shortestMillis);
    this.bytes = new long[buckets];
  }

  /** Counts the bytes of a packet. */
  void add(int length, long now) {
    if (!begun) {
      begun = true;
      start = now;
    }
    advance(now);
    bytes[(int) (newest % bytes.length)] += length;
    sum += length;
  }

  /** Bits per second; 0 before the first packet. */
  long rate(long now) {
    if (!begun) {
      return 0;
    }
    advance(now);
    long elapsed = now - start;
    long measured = Math.min(elapsed, (bytes.length - 1) * bucket + elapsed % bucket);
    return (long) (sum * 8e9 / Math.max(shortest, measured));
  }

  private void advance(long now) {
    long present = (now - start) / bucket;
    if (present - newest >= bytes.length) {
      Arrays.fill(bytes, 0);
      sum = 0;
      newest = present;
    }
    while (newest < present) {
      newest++;
      int at = (int) (newest % bytes.length);
      sum -= bytes[at];
      bytes[at] = 0;
    }
  }
}
