package dev.rtcrooms.message;

/**
 * Closes a data channel of this client. Without effect if it is not open.
 *
 * @param label names the channel
 */
public record CloseChannel(@Size(max = MAX_LABEL) String label) implements ChannelCommand {

  /** On the wire: {@code channel-close}. */
  public static final MessageType<CloseChannel> TYPE =
      MessageType.of("channel-close", CloseChannel.class);
}
