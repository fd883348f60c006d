package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses before attempts, each about twice as long as the one before, as the browser client has
 * them. Only for the strand.
 */
final class Backoff {

  /** The part of the time for which the server expects the client back that a pause takes. */
  private static final int HURRY = 10;

  private static final int MOST_DOUBLINGS = 20;
  private static final long JITTER_MILLIS = 500;

  private final long base;
  private final long cap;
  private int attempts;

  Backoff(Duration base, Duration cap) {
    this.base = base.toMillis();
    this.cap = cap.toMillis();
  }

  /**
   * Chooses the pause before the next attempt to connect: exponential backoff with full jitter.
   *
   * @param reason why the last connection or attempt ended, which may tell how long to stay away
   * @param expected for how long the server expects the client back; zero if it does not
   */
  Duration next(CloseReason reason, Duration expected) {
    Duration told = reason.retryAfter().orElse(null);
    if (told != null) {
      return told.plusMillis(random(JITTER_MILLIS + told.toMillis() / 10));
    }
    long bound = bound();
    long hurry = expected.toMillis() / HURRY;
    return Duration.ofMillis(random(hurry > 0 ? Math.min(bound, hurry) : bound));
  }

  /**
   * Chooses the pause before a refused command is sent again: between the bound and twice as much,
   * so that it is never shorter than the one before.
   */
  Duration nextAfterRefusal() {
    long bound = bound();
    return Duration.ofMillis(bound + random(bound));
  }

  private long bound() {
    return Math.min(cap, base << Math.min(attempts++, MOST_DOUBLINGS));
  }

  /** The next pauses are short again. */
  void reset() {
    attempts = 0;
  }

  private static long random(long bound) {
    return bound <= 0 ? 0 : ThreadLocalRandom.current().nextLong(bound);
  }
}
