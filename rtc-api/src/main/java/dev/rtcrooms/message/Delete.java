package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Deletes a chat message: one's own, or anybody's with {@link Grants#MODERATE}. Requires {@link
 * Grants#CHAT}. May be repeated.
 *
 * @param message the number of the message
 */
public record Delete(long message) implements ChatCommand {

  /** On the wire: {@code delete}. */
  public static final MessageType<Delete> TYPE =
      MessageType.of("delete", Delete.class).withRequiredGrant(Grants.CHAT);
}
