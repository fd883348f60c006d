package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Permits;
import dev.rtcrooms.message.PermitsChanged;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The grants that moderators gave users or took from them, for all connections of each user; for
 * the room's mailbox.
 */
final class UserGrants {

  /** For so many users changes are remembered; then the oldest are forgotten. */
  private static final int REMEMBERED = 10_000;

  private final Room room;
  private final Map<String, Changes> byUser =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Changes> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The grants that each client had, and gets back. */
  private final Map<Client, Set<String>> takenFrom = new HashMap<>();

  private static final class Changes {
    final Set<String> given = new TreeSet<>();
    final Set<String> taken = new TreeSet<>();
  }

  UserGrants(Room room) {
    this.room = room;
  }

  /** Tells whether something was given to a user or taken from it. */
  boolean knows(String userId) {
    return byUser.containsKey(userId);
  }

  /**
   * Gives a grant, or takes it away. A client that had lost a grant gets it back. One that never
   * had it gets it if its role allows.
   */
  void permit(String userId, String grant, boolean allowed) {
    Changes changes = byUser.computeIfAbsent(userId, id -> new Changes());
    if (allowed) {
      changes.taken.remove(grant);
      room.hub().clientsOf(userId).forEach(client -> giveBack(client, grant));
      if (room.hub().clientsOf(userId).stream().anyMatch(client -> lacks(client, grant))) {
        changes.given.add(grant);
      }
    } else {
      changes.given.remove(grant);
      changes.taken.add(grant);
    }
    room.hub().clientsOf(userId).forEach(this::apply);
    if (changes.given.isEmpty() && changes.taken.isEmpty()) {
      byUser.remove(userId);
    }
    Permits permits = permits(userId, changes);
    Notices.tellAbout(room, userId, new PermitsChanged(userId, permits.given(), permits.taken()));
  }

  private void giveBack(Client client, String grant) {
    Set<String> taken = takenFrom.get(client);
    if (taken != null && taken.remove(grant)) {
      client.renew(client.grants().with(grant));
    }
  }

  private static boolean lacks(Client client, String grant) {
    return client.role().restrict(Grants.of(grant)).allows(grant) && !client.grants().allows(grant);
  }

  /** Gives a client the grants that its user should have. */
  void apply(Client client) {
    Changes changes = byUser.get(client.user().id());
    Grants now = client.grants();
    if (changes == null || !now.allows(Grants.JOIN)) {
      return;
    }
    for (String grant : changes.taken) {
      if (now.allows(grant)) {
        takenFrom.computeIfAbsent(client, c -> new TreeSet<>()).add(grant);
      }
    }
    Grants wanted =
        client
            .role()
            .restrict(
                now.without(changes.taken.toArray(String[]::new))
                    .with(changes.given.toArray(String[]::new)));
    if (!wanted.equals(now)) {
      client.renew(wanted);
    }
  }

  void forget(Client client) {
    takenFrom.remove(client);
  }

  /** The permits that a client may know. */
  List<Permits> seenBy(Client client) {
    return byUser.entrySet().stream()
        .filter(entry -> Notices.sees(client, entry.getKey()))
        .map(entry -> permits(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Permits permits(String userId, Changes changes) {
    return new Permits(userId, List.copyOf(changes.given), List.copyOf(changes.taken));
  }
}
