package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.time.Duration;
import java.time.Instant;

/**
 * How often a connection of a mesh may begin to publish, since a short command then makes the room
 * tell each pair of peers to connect: ten times at once, and once a second in the long run. For the
 * room's mailbox only.
 */
final class PublishPace {

  private static final Duration EACH = Duration.ofSeconds(1);
  private static final int AT_ONCE = 10;
  private static final Duration MOST = EACH.multipliedBy(AT_ONCE);

  /** Until when what was begun counts. */
  private Instant busy = Instant.MIN;

  /**
   * Counts a begin.
   *
   * @throws RefusalException with {@link Refusal#RATE_LIMITED}
   */
  void begin(Instant now) {
    boolean clockWentBack = busy.isAfter(now.plus(MOST));
    Instant from = busy.isBefore(now) || clockWentBack ? now : busy;
    Instant until = from.plus(EACH);
    if (until.isAfter(now.plus(MOST))) {
      throw new RefusalException(Refusal.RATE_LIMITED, "Begin to publish less often");
    }
    busy = until;
  }
}
