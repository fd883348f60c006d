package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * A publisher has opened a data channel, or had before this client could receive.
 *
 * @param client the publisher's client id
 * @param label names the channel
 */
public record ChannelOpened(String client, String label) implements ChannelEvent {

  /** On the wire: {@code channel-opened}. */
  public static final MessageType<ChannelOpened> TYPE =
      MessageType.of("channel-opened", ChannelOpened.class).withAudience(Audience.EVERYONE);
}
