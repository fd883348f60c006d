package dev.rtcrooms.sfu.forward;

/**
 * The share of packets that a receiver has lost lately, by its feedback about each packet: a moving
 * average of some hundred packets, so that a few losses that come together do not count as many.
 * Not thread-safe.
 */
final class LossShare {

  /** How much one packet counts against those before it. */
  private static final double WEIGHT = 1 / 256.0;

  private static final double BEGIN = 0.02;
  private static final double END = 0.005;

  /**
   * More losses than that are of congestion (draft-ietf-rmcat-gcc-02 §6), which copies increase.
   */
  private static final double MUCH = 0.1;

  private double share;
  private boolean begun;

  void packet(boolean isLost) {
    share += ((isLost ? 1 : 0) - share) * WEIGHT;
    begun = begun ? share >= END : share >= BEGIN;
  }

  /**
   * Whether copies of packets are useful: from the time when the share is 2 %, until it is below
   * 0.5 %; but not while it is more than 10 %.
   */
  boolean warrantsCopies() {
    return begun && share <= MUCH;
  }
}
