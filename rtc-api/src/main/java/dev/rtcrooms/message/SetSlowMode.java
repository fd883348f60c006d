package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.time.Duration;

/**
 * Sets the slow mode of the chat. Requires {@link Grants#MODERATE}.
 *
 * @param interval how long a user waits after each chat message: zero to {@link #MAX}; zero ends
 *     the slow mode
 */
public record SetSlowMode(Duration interval) implements ChatCommand {

  /** The longest interval. */
  public static final Duration MAX = Duration.ofHours(1);

  /** On the wire: {@code set-slow-mode}. */
  public static final MessageType<SetSlowMode> TYPE =
      MessageType.of("set-slow-mode", SetSlowMode.class).withRequiredGrant(Grants.MODERATE);

  /**
   * Checks the interval.
   *
   * @throws IllegalArgumentException if it is out of its bounds
   */
  public SetSlowMode {
    if (interval.isNegative() || interval.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("interval is 0 to " + MAX.toMillis() + " milliseconds");
    }
  }
}
