package dev.rtcrooms.hub.presence;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Joined;
import dev.rtcrooms.message.Left;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.MemberChanged;
import dev.rtcrooms.message.Members;

/**
 * Sends the participants of a room to each participant that joins, and then each change. For the
 * room's mailbox. Watchers do not receive this and are not listed.
 */
public final class Presence implements Feature {

  private final Room room;

  /**
   * The presence of one room.
   *
   * @param room the room it is for
   */
  public Presence(Room room) {
    this.room = room;
  }

  @Override
  public void joined(Client client) {
    if (client.role() == Role.PARTICIPANT) {
      welcome(client);
    }
  }

  @Override
  public void moved(Client client) {
    if (client.role() == Role.PARTICIPANT) {
      welcome(client);
    } else {
      room.hub().broadcast(new Left(Member.of(client)));
    }
  }

  @Override
  public void infoChanged(Client client) {
    if (client.role() == Role.PARTICIPANT) {
      room.hub().broadcast(new MemberChanged(Member.of(client)));
    }
  }

  private void welcome(Client client) {
    room.hub().broadcast(new Joined(Member.of(client)));
    room.hub()
        .send(
            client,
            new Members(
                room.hub().clients().stream()
                    .filter(other -> other.role() == Role.PARTICIPANT)
                    .map(Member::of)
                    .toList()));
  }

  @Override
  public void left(Client client) {
    if (client.role() == Role.PARTICIPANT) {
      room.hub().broadcast(new Left(Member.of(client)));
    }
  }
}
