package dev.rtcrooms.client;

import java.time.Duration;

/**
 * Keeps commands that are repeated after an outage below the rate that a server takes by default.
 * Only for the strand.
 */
final class Pace {

  /** Below the default limits: a burst of 256, and 50 a second. */
  private static final double BURST = 128;

  private static final double PER_SECOND = 40;
  private static final double NANOS = 1e9;

  private double credit = BURST;
  private long at = System.nanoTime();

  /** Takes the place of one command; zero, or after what time there is one. */
  Duration take() {
    long now = System.nanoTime();
    credit = Math.min(BURST, credit + (now - at) / NANOS * PER_SECOND);
    at = now;
    if (credit < 1) {
      return Duration.ofNanos((long) Math.ceil((1 - credit) / PER_SECOND * NANOS));
    }
    credit--;
    return Duration.ZERO;
  }
}
