package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Lowers the hand of another user.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 */
public record LowerHand(@Size(min = 1, max = MAX_USER) String user) implements ModerationCommand {

  /** On the wire: {@code lower-hand}. */
  public static final MessageType<LowerHand> TYPE =
      MessageType.of("lower-hand", LowerHand.class).withRequiredGrant(Grants.MODERATE);
}
