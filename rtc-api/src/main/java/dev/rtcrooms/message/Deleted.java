package dev.rtcrooms.message;

import org.jspecify.annotations.Nullable;

/**
 * A chat message was deleted.
 *
 * @param message the number of the message
 * @param user the id of the user who deleted it, null if the host did
 */
public record Deleted(long message, @Nullable String user) implements ChatEvent {

  /** On the wire: {@code deleted}. */
  public static final MessageType<Deleted> TYPE =
      MessageType.of("deleted", Deleted.class).withDelivery(Delivery.RECORDED);
}
