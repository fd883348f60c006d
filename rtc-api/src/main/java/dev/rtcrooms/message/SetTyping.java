package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Tells that the sender is writing a chat message, or has stopped. Requires {@link Grants#CHAT}.
 * Without a repetition, the room takes the sender for done after six seconds.
 *
 * @param on true while the sender is writing
 */
public record SetTyping(boolean on) implements ChatCommand {

  /** On the wire: {@code set-typing}. */
  public static final MessageType<SetTyping> TYPE =
      MessageType.of("set-typing", SetTyping.class).withRequiredGrant(Grants.CHAT);
}
