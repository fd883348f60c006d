package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.membership.GrantDifference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The roles to which moderators moved users; for the room's mailbox. */
final class UserRoles {

  /** For so many users the role is remembered; then the oldest are forgotten. */
  private static final int REMEMBERED = 10_000;

  private final Room room;
  private final Grants promoted;
  private final Map<String, Role> byUser =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Role> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The grants of each client that is moved, in the role of its link. */
  private final Map<Client, Own> own = new HashMap<>();

  private record Own(Role role, Grants grants) {}

  /**
   * Nobody was moved.
   *
   * @param promoted what a client that came as a watcher may do as a participant
   */
  UserRoles(Room room, Grants promoted) {
    this.room = room;
    this.promoted = promoted;
  }

  /** Moves all connections of a user, and later ones. */
  void move(String userId, Role role) {
    byUser.put(userId, role);
    room.hub().clientsOf(userId).forEach(this::apply);
  }

  /** Gives a client the role that its user should have. */
  void apply(Client client) {
    Role role = byUser.get(client.user().id());
    if (role == null || role == client.role()) {
      return;
    }
    Own before = own.computeIfAbsent(client, c -> new Own(c.role(), c.grants()));
    if (before.role() == role) {
      own.remove(client);
      client.move(role, before.grants());
    } else {
      client.move(role, grants(before.grants(), role));
    }
  }

  /**
   * The grants of a client have changed. If their expiry did, the host has renewed them, and what
   * it changed holds in the client's own role, too.
   */
  void regranted(Client client, Grants before) {
    Own known = own.get(client);
    Grants now = client.grants();
    if (known != null && now.allows(Grants.JOIN) && !now.expiry().equals(known.grants().expiry())) {
      own.put(client, new Own(known.role(), GrantDifference.apply(known.grants(), before, now)));
    }
  }

  /** The grants that a role usually has, and those that are the host's. */
  private Grants grants(Grants before, Role role) {
    Grants usual = role == Role.PARTICIPANT ? promoted : Role.WATCHER.defaultGrants();
    return before
        .without(Role.PARTICIPANT.defaultGrants().names().toArray(String[]::new))
        .with(usual.names().toArray(String[]::new));
  }

  void forget(Client client) {
    own.remove(client);
  }
}
