package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Speakers;

/**
 * Tells those who may receive media who speaks, as a media server has found out; for the room's
 * mailbox only.
 */
final class SpeakerList {

  private final Room room;
  private Speakers now = Speakers.NOBODY;

  SpeakerList(Room room) {
    this.room = room;
  }

  /** Tells what has changed. */
  void become(Speakers next) {
    if (!next.equals(now)) {
      now = next;
      room.hub().broadcast(now, client -> client.grants().allows(Grants.SUBSCRIBE));
    }
  }

  /** A client does not publish any more. */
  void forget(String client) {
    become(now.without(client));
  }

  /** Tells a client that is new here. */
  void tell(Client client) {
    if (client.grants().allows(Grants.SUBSCRIBE)) {
      room.hub().send(client, now);
    }
  }

  /** The grants of a client have changed. */
  void regranted(Client client, Grants before) {
    boolean may = client.grants().allows(Grants.SUBSCRIBE);
    if (may != before.allows(Grants.SUBSCRIBE)) {
      room.hub().send(client, may ? now : Speakers.NOBODY);
    }
  }
}
