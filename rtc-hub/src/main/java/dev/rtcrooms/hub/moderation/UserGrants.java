package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.membership.GrantDifference;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.message.Permits;
import dev.rtcrooms.message.PermitsChanged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What moderators have changed for users: the role, and the grants that they gave or took. It holds
 * for all connections of a user, and for later ones. What a client may do follows from these
 * changes and from what the host granted to it, and from nothing that happened in between. For the
 * room's mailbox.
 */
final class UserGrants {

  /** For so many users changes are remembered; then the oldest are forgotten. */
  private static final int REMEMBERED = 10_000;

  private final Room room;
  private final Grants promoted;
  private final Map<String, Changes> byUser =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Changes> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What the host granted to each client for which something is changed. */
  private final Map<Client, Own> own = new HashMap<>();

  /** The clients that are about to be moved. */
  private final Set<Client> moving = new HashSet<>();

  private static final class Changes {
    @Nullable Role role;
    final Set<String> given = new TreeSet<>();
    final Set<String> taken = new TreeSet<>();

    boolean hasPermits() {
      return !given.isEmpty() || !taken.isEmpty();
    }
  }

  /** Grants, and the role for which they are meant. */
  private record Own(Role role, Grants grants) {}

  /**
   * Nothing was changed.
   *
   * @param promoted what a client that came as a watcher may do as a participant
   */
  UserGrants(Room room, Grants promoted) {
    this.room = room;
    this.promoted = promoted;
  }

  /** Tells whether something was given to a user or taken from it. */
  boolean knows(String userId) {
    Changes changes = byUser.get(userId);
    return changes != null && changes.hasPermits();
  }

  /**
   * Gives a grant, or takes it away. A client that had lost a grant gets it back. One that never
   * had it gets it if its role allows.
   */
  void permit(String userId, String grant, boolean allowed) {
    Changes changes = changes(userId);
    if (allowed) {
      changes.taken.remove(grant);
      if (room.hub().clientsOf(userId).stream().anyMatch(client -> lacks(client, grant))) {
        changes.given.add(grant);
      }
    } else {
      changes.given.remove(grant);
      changes.taken.add(grant);
    }
    room.hub().clientsOf(userId).forEach(this::apply);
    if (!changes.hasPermits() && changes.role == null) {
      byUser.remove(userId);
    }
    Permits permits = permits(userId, changes);
    Notices.tellAbout(room, userId, new PermitsChanged(userId, permits.given(), permits.taken()));
  }

  private Changes changes(String userId) {
    return byUser.computeIfAbsent(userId, id -> new Changes());
  }

  /** A client whose grants have ended lacks nothing: it is about to be disconnected. */
  private boolean lacks(Client client, String grant) {
    return client.grants().allows(Grants.JOIN)
        && restrict(client, client.role(), Grants.of(grant)).allows(grant)
        && !wanted(client, ownOf(client)).allows(grant);
  }

  /** Moves all connections of a user, and later ones. */
  void move(String userId, Role role) {
    changes(userId).role = role;
    room.hub().clientsOf(userId).forEach(this::move);
  }

  /** A client has joined: it gets the role and the grants that its user should have. */
  void joined(Client client) {
    apply(client);
    move(client);
  }

  private void move(Client client) {
    Changes changes = byUser.get(client.user().id());
    Role role = changes == null ? null : changes.role;
    if (role == null || role == client.role() || !client.grants().allows(Grants.JOIN)) {
      return;
    }
    Own known = ownOf(client);
    own.put(client, known);
    moving.add(client);
    client.move(role, wanted(client, known, role));
  }

  /** A client has another role. If the host moved it, its new grants are the host's. */
  void moved(Client client) {
    if (!moving.contains(client) && own.containsKey(client)) {
      own.put(client, new Own(client.role(), client.grants()));
    }
  }

  /** The grants of a client have changed. If the host did that, the difference is the host's. */
  void regranted(Client client, Grants before) {
    Own known = own.get(client);
    Grants now = client.grants();
    if (moving.remove(client)) {
      move(client); // if its user was moved again meanwhile
    } else if (known != null && now.allows(Grants.JOIN) && !now.equals(wanted(client, known))) {
      Grants changed = GrantDifference.apply(known.grants(), before, now);
      own.put(client, new Own(known.role(), changed));
    }
    apply(client);
  }

  /**
   * Gives a client the grants that its user should have; one that is about to move gets them then.
   */
  private void apply(Client client) {
    Own known = ownOf(client);
    Grants wanted = wanted(client, known);
    Grants now = client.grants();
    if (moving.contains(client) || !now.allows(Grants.JOIN) || wanted.equals(now)) {
      return;
    }
    own.put(client, known);
    client.renew(wanted);
  }

  /** As long as nothing is changed for a client, it has what the host granted. */
  private Own ownOf(Client client) {
    Own known = own.get(client);
    return known == null ? new Own(client.role(), client.grants()) : known;
  }

  private Grants wanted(Client client, Own known) {
    return wanted(client, known, client.role());
  }

  private Grants wanted(Client client, Own known, Role role) {
    Grants grants = known.role() == role ? known.grants() : moved(known.grants(), role);
    Changes changes = byUser.get(client.user().id());
    return changes == null
        ? grants
        : restrict(
            client,
            role,
            grants
                .without(changes.taken.toArray(String[]::new))
                .with(changes.given.toArray(String[]::new)));
  }

  /** What a client can have of some grants: no more than it gets if it is given all of them. */
  private static Grants restrict(Client client, Role role, Grants grants) {
    return client instanceof LiveClient live
        ? live.admitted().restrict(role, grants)
        : role.restrict(grants);
  }

  /** The grants that a role usually has, and those that are the host's. */
  private Grants moved(Grants before, Role role) {
    Grants usual = role == Role.PARTICIPANT ? promoted : Role.WATCHER.defaultGrants();
    return before
        .without(Role.PARTICIPANT.defaultGrants().names().toArray(String[]::new))
        .with(usual.names().toArray(String[]::new));
  }

  void forget(Client client) {
    own.remove(client);
    moving.remove(client);
  }

  /** The permits that a client may know. */
  List<Permits> seenBy(Client client) {
    return byUser.entrySet().stream()
        .filter(entry -> entry.getValue().hasPermits())
        .filter(entry -> Notices.sees(client, entry.getKey()))
        .map(entry -> permits(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Permits permits(String userId, Changes changes) {
    return new Permits(userId, List.copyOf(changes.given), List.copyOf(changes.taken));
  }
}
