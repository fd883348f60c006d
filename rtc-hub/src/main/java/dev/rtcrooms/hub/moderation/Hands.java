package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.RaisedHand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raised hands of a room's users, in the order of raising; for the room's mailbox. */
final class Hands {

  private final Room room;
  private final Map<String, RaisedHand> raised = new LinkedHashMap<>();

  Hands(Room room) {
    this.room = room;
  }

  /** Raises the hand of a user, unless it is raised. */
  void raise(User user) {
    if (!raised.containsKey(user.id())) {
      RaisedHand hand = new RaisedHand(user.id(), user.name(), room.now());
      raised.put(user.id(), hand);
      tell(hand, true);
    }
  }

  /** Lowers the hand of a user; returns false if it is not raised. */
  boolean lower(String userId) {
    RaisedHand hand = raised.remove(userId);
    if (hand == null) {
      return false;
    }
    tell(hand, false);
    return true;
  }

  private void tell(RaisedHand hand, boolean isRaised) {
    Notices.tellAbout(
        room, hand.user(), new HandChanged(hand.user(), hand.name(), hand.at(), isRaised));
  }

  List<RaisedHand> list() {
    return List.copyOf(raised.values());
  }

  /** The raised hands that a client may know. */
  List<RaisedHand> seenBy(Client client) {
    return raised.values().stream().filter(hand -> Notices.sees(client, hand.user())).toList();
  }
}
