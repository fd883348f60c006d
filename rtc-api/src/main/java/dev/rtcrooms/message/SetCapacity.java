package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Changes how many clients the room may hold.
 *
 * @param clients at least 1; the limit of the rooms holds, too
 */
public record SetCapacity(int clients) implements ModerationCommand {

  /** On the wire: {@code set-capacity}. */
  public static final MessageType<SetCapacity> TYPE =
      MessageType.of("set-capacity", SetCapacity.class).withRequiredGrant(Grants.MODERATE);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public SetCapacity {
    if (clients < 1) {
      throw new IllegalArgumentException("clients must be positive");
    }
  }
}
