package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Changes the text of a chat message: one's own, or anybody's with {@link Grants#MODERATE}.
 * Requires {@link Grants#CHAT}. May be repeated: it changes nothing if the text is the same.
 *
 * @param message the number of the message
 * @param text the new text
 */
public record Edit(long message, String text) implements ChatCommand {

  /** On the wire: {@code edit}. */
  public static final MessageType<Edit> TYPE =
      MessageType.of("edit", Edit.class).withRequiredGrant(Grants.CHAT);
}
