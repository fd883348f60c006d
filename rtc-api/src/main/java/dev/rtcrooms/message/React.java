package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Adds or removes the sender's reaction to a chat message. Requires {@link Grants#CHAT}. May be
 * repeated.
 *
 * @param message the number of the message
 * @param emoji an emoji, or another short text: 1 to 32 UTF-16 code units without whitespace and
 *     control characters
 * @param on true to add the reaction, false to remove it
 */
public record React(long message, @Size(min = 1, max = 32) String emoji, boolean on)
    implements ChatCommand {

  /** On the wire: {@code react}. */
  public static final MessageType<React> TYPE =
      MessageType.of("react", React.class).withRequiredGrant(Grants.CHAT);

  /**
   * Checks the emoji.
   *
   * @throws IllegalArgumentException if it contains whitespace or control characters
   */
  public React {
    if (emoji.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw new IllegalArgumentException("emoji has no whitespace and no control characters");
    }
  }
}
