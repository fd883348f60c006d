package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Entrant;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.Visit;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.ModeratorState;

/**
 * The parts of a room's moderation, and their reactions when users come and go; for the room's
 * mailbox.
 */
abstract sealed class ModeratedRoom implements Feature permits Moderation {

  final Room room;
  final BanList bans;
  final WaitingRoom waiting;
  final EntryRules entry;
  final Hands hands;
  final UserGrants grants;

  ModeratedRoom(Room room, ModerationOptions options) {
    this.room = room;
    bans = new BanList(room, options.bans);
    waiting = new WaitingRoom(room, options.waiting, options.waitingTime);
    entry = new EntryRules(room, waiting, options.entry, room.limits().clientsPerRoom());
    hands = new Hands(room);
    grants = new UserGrants(room, options.promoted);
  }

  @Override
  public boolean mayEnter(Visit visit) {
    if (visit.grants().allows(Grants.PROTECTED)) {
      return true;
    }
    bans.refusal(visit.user())
        .ifPresent(
            refusal -> {
              throw new RefusalException(refusal);
            });
    return entry.mayEnter(visit);
  }

  @Override
  public void held(Entrant entrant) {
    waiting.held(entrant);
  }

  @Override
  public void released(Entrant entrant) {
    waiting.released(entrant);
  }

  @Override
  public void joined(Client client) {
    entry.joined(client.user());
    hands.joined(client);
    tellState(client);
    if (Notices.moderates(client)) {
      tellModerator(client);
    }
    grants.joined(client);
  }

  @Override
  public void moved(Client client) {
    grants.moved(client);
    tellState(client);
  }

  @Override
  public void regranted(Client client, Grants before) {
    if (Notices.moderates(client) && !before.allows(Grants.MODERATE)) {
      tellModerator(client);
    }
    grants.regranted(client, before);
  }

  @Override
  public void left(Client client) {
    grants.forget(client);
    entry.left(client);
  }

  @Override
  public void gone(Client client) {
    hands.gone(client);
  }

  private void tellState(Client client) {
    room.hub()
        .send(
            client,
            new ModerationState(
                entry.mode(), entry.capacity(), hands.seenBy(client), grants.seenBy(client)));
  }

  private void tellModerator(Client client) {
    room.hub().send(client, new ModeratorState(waiting.list(), bans.list()));
  }
}
