package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages on an open data channel of this client. Requires {@link Grants#PUBLISH}. A client
 * waits for the reply before it sends the next one: if this one is refused because of the rate, the
 * next one would overtake it.
 *
 * @param label names the channel
 * @param to the client id of the only receiver, or null for all who receive from this client
 * @param messages what is sent, in order
 */
public record SendToChannel(
    @Size(max = MAX_LABEL) String label,
    @Size(min = 1, max = 64) @Nullable String to,
    List<ChannelContent> messages)
    implements ChannelCommand {

  /** On the wire: {@code channel-send}. */
  public static final MessageType<SendToChannel> TYPE =
      MessageType.of("channel-send", SendToChannel.class).withRequiredGrant(Grants.PUBLISH);

  /** Copies the list. */
  public SendToChannel {
    messages = List.copyOf(messages);
  }
}
