package dev.rtcrooms.message;

/**
 * Raises or lowers the sender's own hand.
 *
 * @param raised whether it is raised from now on
 */
public record SetHand(boolean raised) implements ModerationCommand {

  /** On the wire: {@code hand}. */
  public static final MessageType<SetHand> TYPE = MessageType.of("hand", SetHand.class);
}
