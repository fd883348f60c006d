package dev.rtcrooms.message;

import org.jspecify.annotations.Nullable;

/**
 * The text of a chat message has changed.
 *
 * @param message the number of the message
 * @param user the id of the user who changed it, null if the host did or if there is no text
 * @param text the new text; null if a later edit, or the deletion of the message, has made this
 *     edit obsolete
 */
public record Edited(long message, @Nullable String user, @Nullable String text)
    implements ChatEvent {

  /** On the wire: {@code edited}. */
  public static final MessageType<Edited> TYPE =
      MessageType.of("edited", Edited.class).withDelivery(Delivery.RECORDED);
}
