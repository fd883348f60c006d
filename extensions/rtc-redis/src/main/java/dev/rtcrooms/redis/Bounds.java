package dev.rtcrooms.redis;

import java.time.Duration;

/**
 * How much of each room is kept; immutable.
 *
 * @param events how many events, at least 1
 * @param age how long an event, positive
 * @param bytes how much all events of a room may take as text
 */
record Bounds(int events, Duration age, int bytes) {

  /** A room's numbering outlives its events by so much. */
  static final Duration GRACE = Duration.ofMinutes(15);

  long ageMillis() {
    return age.toMillis();
  }

  long homeMillis() {
    return age.plus(GRACE).toMillis();
  }
}
