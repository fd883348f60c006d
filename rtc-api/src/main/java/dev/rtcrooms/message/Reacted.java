package dev.rtcrooms.message;

/**
 * A user has added or removed a reaction to a chat message.
 *
 * @param message the number of the message
 * @param user the user's id
 * @param emoji the emoji
 * @param on true if the reaction was added, false if it was removed
 */
public record Reacted(long message, String user, String emoji, boolean on) implements ChatEvent {

  /** On the wire: {@code reacted}. */
  public static final MessageType<Reacted> TYPE =
      MessageType.of("reacted", Reacted.class).withDelivery(Delivery.RECORDED);
}
