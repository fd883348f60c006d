package dev.rtcrooms.message;

import java.util.List;

/**
 * The types of the library; apart from {@link MessageType}, which their constants need; any thread.
 */
final class BuiltIn {
  static final List<MessageType<?>> TYPES =
      List.of(
          Say.TYPE,
          Pong.TYPE,
          Publish.TYPE,
          Unpublish.TYPE,
          Offer.TYPE,
          Answer.TYPE,
          Candidate.TYPE,
          Restart.TYPE,
          Hello.TYPE,
          Replied.TYPE,
          Refused.TYPE,
          Ping.TYPE,
          Granted.TYPE,
          Members.TYPE,
          Joined.TYPE,
          Left.TYPE,
          MemberChanged.TYPE,
          ViewerCount.TYPE,
          Said.TYPE,
          ChatLog.TYPE,
          StreamsState.TYPE,
          FreshIceServers.TYPE,
          Published.TYPE,
          Unpublished.TYPE,
          Connect.TYPE,
          Disconnect.TYPE);

  private BuiltIn() {}
}
