package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * A data channel of a publisher has ended.
 *
 * @param client the publisher's client id
 * @param label names the channel
 */
public record ChannelClosed(String client, String label) implements ChannelEvent {

  /** On the wire: {@code channel-closed}. */
  public static final MessageType<ChannelClosed> TYPE =
      MessageType.of("channel-closed", ChannelClosed.class).withAudience(Audience.EVERYONE);
}
