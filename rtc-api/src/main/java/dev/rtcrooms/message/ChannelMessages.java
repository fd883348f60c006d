package dev.rtcrooms.message;

import dev.rtcrooms.Audience;
import java.util.List;

/**
 * A publisher has sent messages on a data channel.
 *
 * @param client the publisher's client id
 * @param label names the channel
 * @param messages what was sent, in order
 */
public record ChannelMessages(String client, String label, List<ChannelContent> messages)
    implements ChannelEvent {

  /** On the wire: {@code channel-messages}. */
  public static final MessageType<ChannelMessages> TYPE =
      MessageType.of("channel-messages", ChannelMessages.class).withAudience(Audience.EVERYONE);

  /** Copies the list. */
  public ChannelMessages {
    messages = List.copyOf(messages);
  }
}
