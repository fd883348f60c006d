package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Event;

/**
 * Sends the news about the users of a room to the clients that may know them; for the room's
 * mailbox.
 */
final class Notices {

  private Notices() {}

  static boolean moderates(Client client) {
    return client.grants().allows(Grants.MODERATE);
  }

  /** Participants know each other; a watcher knows only its own user. */
  static boolean sees(Client client, String userId) {
    return client.role() == Role.PARTICIPANT || client.user().id().equals(userId);
  }

  /** Tells all clients that may know it. */
  static void tellAbout(Room room, String userId, Event event) {
    room.hub().broadcast(event);
    for (Client client : room.hub().clientsOf(userId)) {
      if (client.role() == Role.WATCHER) {
        room.hub().send(client, event);
      }
    }
  }
}
