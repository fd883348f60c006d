package dev.rtcrooms.hub.command;

import dev.rtcrooms.Rate;

/** A token bucket; for the mailbox. */
public final class RateLimit {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perNano;
  private final double burst;
  private double tokens;
  private long refilled;
  private int denials;

  /**
   * A full bucket.
   *
   * @param rate the tokens that are added per second, and the most that the bucket holds
   * @param now the scheduler's nanoseconds
   */
  public RateLimit(Rate rate, long now) {
    this.perNano = rate.perSecond() / NANOS_PER_SECOND;
    this.burst = rate.burst();
    this.tokens = burst;
    this.refilled = now;
  }

  /** Takes tokens, if there are as many as the cost. */
  public boolean allows(long now, double cost) {
    refill(now);
    if (tokens < cost) {
      denials++;
      return false;
    }
    tokens -= cost;
    denials = Math.max(0, denials - 1);
    return true;
  }

  /** Tells whether any token is there. */
  boolean hasAny(long now) {
    refill(now);
    return tokens > 0;
  }

  /** Takes tokens, even if there are fewer; then there are none until these were added again. */
  void take(double cost) {
    tokens -= cost;
  }

  private void refill(long now) {
    tokens = Math.min(burst, tokens + (now - refilled) * perNano);
    refilled = now;
  }

  /** Counts a denial that another limit has caused. */
  boolean denies() {
    denials++;
    return false;
  }

  /** Denials minus later permits, at least 0. */
  int denials() {
    return denials;
  }
}
