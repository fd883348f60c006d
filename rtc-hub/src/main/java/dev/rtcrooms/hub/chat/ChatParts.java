package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.ReadMarkers;
import dev.rtcrooms.message.Typing;
import java.time.Duration;

/** The parts of one room's chat; for the mailbox. */
record ChatParts(
    Conversation conversation,
    MessageChanges changes,
    ChatPages pages,
    DirectMessages direct,
    TypingUsers typing,
    ReadPositions read,
    SlowPace pace,
    TextCheck texts) {

  static ChatParts of(Room room, ChatOptions options) {
    Audience audience = options.audience;
    StateBudget.Share share = StateBudget.of(room);
    Replacements replacements = new Replacements(room, share);
    Conversation conversation = new Conversation(room, share, replacements);
    return new ChatParts(
        conversation,
        new MessageChanges(room, audience, replacements),
        new ChatPages(room, replacements),
        new DirectMessages(room, audience, share),
        new TypingUsers(room, typing -> room.hub().broadcast(typing, audience)),
        new ReadPositions(room, share, markers -> room.hub().broadcast(markers, audience)),
        new SlowPace(room, options.slowMode),
        new TextCheck(room.limits().chatText()));
  }

  /** Sends a client the state that is not recorded. */
  void tellState(Room room, Client client) {
    if (pace.isOn()) {
      room.hub().send(client, pace.mode());
    }
    direct.tell(client);
    ReadMarkers markers = read.all();
    if (!markers.markers().isEmpty()) {
      room.hub().send(client, markers);
    }
    Typing now = typing.now();
    if (!now.users().isEmpty()) {
      room.hub().send(client, now);
    }
  }

  void setSlowMode(Room room, Audience audience, Duration interval) {
    if (pace.set(interval)) {
      room.hub().broadcast(pace.mode(), audience);
    }
  }
}
