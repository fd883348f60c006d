package dev.rtcrooms.sfu.forward;

import java.util.concurrent.TimeUnit;

/**
 * The bit rate that losses permit (draft-ietf-rmcat-gcc-02 §6). Times are nanoseconds of any clock.
 * Not thread-safe.
 */
final class LossBound {

  private static final double LITTLE = 0.02;
  private static final double MUCH = 0.1;
  private static final double GROWTH = 1.05;
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int LEAST_PACKETS = 20;

  private long bound = Long.MAX_VALUE;
  private boolean begun;
  private long intervalBegan;
  private int packets;
  private int lost;

  void packet(boolean isLost) {
    packets++;
    lost += isLost ? 1 : 0;
  }

  /**
   * Ends an interval, if it was long enough.
   *
   * @param estimate the bit rate that is in use
   * @param least what arrives in spite of the losses, so that the bound is no less
   * @return the greatest bit rate
   */
  long update(long estimate, long least, long now) {
    if (!begun) {
      begun = true;
      intervalBegan = now;
    }
    if (now - intervalBegan < INTERVAL || packets < LEAST_PACKETS) {
      return bound;
    }
    double share = (double) lost / packets;
    if (share > MUCH) {
      bound = Math.max(least, (long) (Math.min(bound, estimate) * (1 - share / 2)));
    } else if (share < LITTLE && bound < Long.MAX_VALUE) {
      bound = bound > 2 * estimate ? Long.MAX_VALUE : (long) (bound * GROWTH);
    }
    intervalBegan = now;
    packets = 0;
    lost = 0;
    return bound;
  }

  /** So much has arrived without losses; returns the greatest bit rate. */
  long lift(long bitsPerSecond) {
    bound = Math.max(bound, bitsPerSecond);
    return bound;
  }
}
