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
   * Finds a packet that was sent.
   *
   * @param number the receiver's, 16 bits
   * @return the source's number, or {@link #NONE}
   */
  long find(int number) {
    long out = whole(number);
    int slot = (int) out & (SIZE - 1);
    return out >= 0 && outs[slot] == out ? ins[slot] : NONE;
  }

  private long whole(int number) {
    return newest < 0 ? NONE : newest + (short) (number - (int) newest);
  }

  /**
   * Takes the bytes of a packet that was found and that the receiver asks for.
   *
   * @return false if the repair before may still be on its way, or so much may not be sent again
   */
  boolean resend(int number, int bytes, int roundTripMillis, long now) {
    int slot = (int) whole(number) & (SIZE - 1);
    long wait = TimeUnit.MILLISECONDS.toNanos(roundTripMillis) * 3 / 4; // it varies
    boolean early = resends[slot] > 0 && now - resentAt[slot] < Math.min(LONGEST_PAUSE, wait);
    if (early || resends[slot] == MAX_RESENDS || saved < bytes) {
      return false;
    }
    saved -= bytes;
    meter.add(bytes, now);
    resends[slot]++;
    resentAt[slot] = now;
    return true;
  }

  /** The bit rate of what was sent again in the last two seconds because it was asked for. */
  long rate(long now) {
    return meter.rate(now);
  }
}
