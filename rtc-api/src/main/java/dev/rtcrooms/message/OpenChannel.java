package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Opens a data channel to all who receive from this client. Without effect if it is open. Requires
 * {@link Grants#PUBLISH}, and that the client publishes.
 *
 * @param label names the channel
 */
public record OpenChannel(@Size(max = MAX_LABEL) String label) implements ChannelCommand {

  /** On the wire: {@code channel-open}. */
  public static final MessageType<OpenChannel> TYPE =
      MessageType.of("channel-open", OpenChannel.class).withRequiredGrant(Grants.PUBLISH);
}
