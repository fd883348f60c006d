package dev.rtcrooms.message;

/**
 * A command about data channels that go through the server, as in rooms whose media a server
 * forwards. Immutable, any thread.
 */
public sealed interface ChannelCommand extends Command
    permits OpenChannel, CloseChannel, SendToChannel {

  /** The longest label, in UTF-16 code units. */
  int MAX_LABEL = 128;

  /**
   * Returns the channel.
   *
   * @return its label
   */
  String label();
}
