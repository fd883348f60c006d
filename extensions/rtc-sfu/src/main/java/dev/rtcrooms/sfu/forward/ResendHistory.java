package dev.rtcrooms.sfu.forward;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Which packets of a track a receiver was sent, and which may be sent again. Times are nanoseconds
 * of any clock. Not thread-safe.
 */
final class ResendHistory {

  /** The number of a packet that is not sent again. */
  static final long NONE = -1;

  /** How many packets can be sent again; a power of two. */
  private static final int SIZE = 1024;

  private static final int MAX_RESENDS = 3;
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  /** The share of the sent bytes that may be sent again, and the most that may be saved up. */
  private static final double SHARE = 0.25;

  private static final double SAVED = 64_000;

  private final long[] outs = new long[SIZE];
  private final long[] ins = new long[SIZE];
  private final long[] resentAt = new long[SIZE];
  private final byte[] resends = new byte[SIZE];
  private final RateMeter meter = new RateMeter();
  private long newest = NONE;
  private double saved = SAVED;

  /** A packet of the source was sent with a number of the receiver. */
  void sent(long out, long in, int bytes) {
    int slot = (int) out & (SIZE - 1);
    outs[slot] = out;
    ins[slot] = in;
    resends[slot] = 0;
    newest = Math.max(newest, out);
    saved = Math.min(SAVED, saved + SHARE * bytes);
  }

  /** Another source follows, whose numbers mean other packets. */
  void clear() {
    Arrays.fill(outs, NONE);
  }

  /**
   * Finds a packet that a receiver misses and that may be sent again.
   *
   * @param number the receiver's, 16 bits
   * @return the source's number, or {@link #NONE}
   */
  long find(int number, int roundTripMillis, long now) {
    long out = whole(number);
    int slot = (int) out & (SIZE - 1);
    long pause = Math.min(LONGEST_PAUSE, TimeUnit.MILLISECONDS.toNanos(2L * roundTripMillis));
    boolean may =
        out >= 0
            && outs[slot] == out
            && resends[slot] < MAX_RESENDS
            && (resends[slot] == 0 || now - resentAt[slot] >= pause);
    return may ? ins[slot] : NONE;
  }

  private long whole(int number) {
    return newest < 0 ? NONE : newest + (short) (number - (int) newest);
  }

  /** Takes the bytes of a packet that was found; false if so much may not be sent again now. */
  boolean resend(int number, int bytes, long now) {
    if (saved < bytes) {
      return false;
    }
    saved -= bytes;
    meter.add(bytes, now);
    int slot = (int) whole(number) & (SIZE - 1);
    resends[slot]++;
    resentAt[slot] = now;
    return true;
  }

  /** The bit rate of what was sent again in the last two seconds. */
  long rate(long now) {
    return meter.rate(now);
  }
}
