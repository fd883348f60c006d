package dev.rtcrooms.message;

import java.util.List;

/**
 * Who receives what this client sends on its data channels has changed. When {@link OpenChannel}
 * has opened a channel, {@code added} names all of them.
 *
 * @param added the client ids of those who receive from now on, or did before
 * @param removed the client ids of those who do not receive any more
 */
public record ChannelPeers(List<String> added, List<String> removed) implements ChannelEvent {

  /** On the wire: {@code channel-peers}. */
  public static final MessageType<ChannelPeers> TYPE =
      MessageType.of("channel-peers", ChannelPeers.class);

  /** Copies the lists. */
  public ChannelPeers {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
