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

  /** Takes one token, or a share of one for what counts less. */
  boolean allows(long now, double cost) {
    tokens = Math.min(burst, tokens + (now - refilled) * perNano);
    refilled = now;
    if (tokens < cost) {
      denials++;
      return false;
    }
    tokens -= cost;
    denials = Math.max(0, denials - 1);
    return true;
  }

  /** How many more were denied than allowed since the last time that this was not so. */
  int denials() {
    return denials;
  }
}
