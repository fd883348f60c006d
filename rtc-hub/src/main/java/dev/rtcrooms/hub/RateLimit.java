package dev.rtcrooms.hub;

/** A token bucket; for the mailbox. */
final class RateLimit {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perNano;
  private final double burst;
  private double tokens;
  private long refilled;
  private int denials;

  RateLimit(int perSecond, int burst, long now) {
    this.perNano = perSecond / NANOS_PER_SECOND;
    this.burst = burst;
    this.tokens = burst;
    this.refilled = now;
  }

  boolean allows(long now) {
    tokens = Math.min(burst, tokens + (now - refilled) * perNano);
    refilled = now;
    if (tokens < 1) {
      denials++;
      return false;
    }
    tokens--;
    denials = 0;
    return true;
  }

  /** How many were denied since the last that was allowed. */
  int denials() {
    return denials;
  }
}
