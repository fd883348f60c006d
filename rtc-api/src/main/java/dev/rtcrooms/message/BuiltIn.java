package dev.rtcrooms.message;

import java.util.List;

/**
 * The types of the library; apart from {@link MessageType}, which their constants need; any thread.
 */
final class BuiltIn {
  static final List<MessageType<?>> TYPES =
      List.of(
          Say.TYPE,
          Edit.TYPE,
          Delete.TYPE,
          React.TYPE,
          Pong.TYPE,
          Refresh.TYPE,
          Publish.TYPE,
          Unpublish.TYPE,
          Keep.TYPE,
          Offer.TYPE,
          Answer.TYPE,
          Candidate.TYPE,
          Restart.TYPE,
          Kick.TYPE,
          BanUser.TYPE,
          Unban.TYPE,
          Permit.TYPE,
          AskToMute.TYPE,
          SetEntry.TYPE,
          SetCapacity.TYPE,
          Admit.TYPE,
          Deny.TYPE,
          SetHand.TYPE,
          LowerHand.TYPE,
          MoveUser.TYPE,
          Hello.TYPE,
          Replied.TYPE,
          Refused.TYPE,
          Ping.TYPE,
          Granted.TYPE,
          Expiring.TYPE,
          Members.TYPE,
          MembersChanged.TYPE,
          ViewerCount.TYPE,
          Said.TYPE,
          Edited.TYPE,
          Deleted.TYPE,
          Reacted.TYPE,
          ChatLog.TYPE,
          StreamsState.TYPE,
          FreshIceServers.TYPE,
          Published.TYPE,
          Unpublished.TYPE,
          Connect.TYPE,
          ModerationState.TYPE,
          ModeratorState.TYPE,
          EntryChanged.TYPE,
          HandChanged.TYPE,
          PermitsChanged.TYPE,
          WaitingChanged.TYPE,
          BanChanged.TYPE,
          MuteRequested.TYPE,
          Waiting.TYPE,
          Disconnect.TYPE);

  private BuiltIn() {}
}
