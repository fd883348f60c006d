package dev.rtcrooms.message;

/**
 * Tells up to which chat message the user has read. A number that is not higher than before changes
 * nothing.
 *
 * @param message the number of the message
 */
public record MarkRead(long message) implements ChatCommand {

  /** On the wire: {@code mark-read}. */
  public static final MessageType<MarkRead> TYPE = MessageType.of("mark-read", MarkRead.class);
}
