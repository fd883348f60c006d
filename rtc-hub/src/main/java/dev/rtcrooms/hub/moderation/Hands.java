package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.RaisedHand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The raised hands of a room's users, in the order of raising; for the room's mailbox. */
final class Hands {

  private final Room room;
  private final Map<String, RaisedHand> raised = new LinkedHashMap<>();

  /** The ids of each user's clients that are here or expected back. */
  private final Map<String, Set<String>> present = new HashMap<>();

  Hands(Room room) {
    this.room = room;
  }

  void joined(Client client) {
    present.computeIfAbsent(client.user().id(), user -> new HashSet<>(2)).add(client.id());
  }

  /** A client is not expected back. The last one of a user lowers its hand. */
  void gone(Client client) {
    String userId = client.user().id();
    Set<String> clients = present.get(userId);
    if (clients != null && clients.remove(client.id()) && clients.isEmpty()) {
      present.remove(userId);
      lower(userId);
    }
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
