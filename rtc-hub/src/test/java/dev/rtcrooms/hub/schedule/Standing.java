package dev.rtcrooms.hub.schedule;

import static dev.rtcrooms.Role.PARTICIPANT;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What moderators have changed for users in the model, and what each client may do. */
final class Standing {

  final Map<String, Role> roles = new HashMap<>();
  final Map<String, Set<String>> given = new TreeMap<>();
  final Map<String, Set<String>> taken = new TreeMap<>();

  /**
   * What admission grants, as the client's role allows, without what was taken and with the rest.
   */
  Set<String> grants(Connected client) {
    String user = client.seat.user();
    Role link = client.seat.link();
    Set<String> grants = new TreeSet<>(Seat.admitted(user, link));
    if (client.role != link) {
      grants.removeAll(PARTICIPANT.defaultGrants().names());
      grants.addAll(client.role.defaultGrants().names());
    }
    grants.removeAll(taken.getOrDefault(user, Set.of()));
    grants.addAll(given.getOrDefault(user, Set.of()));
    if (client.role == Role.WATCHER) {
      grants.removeAll(List.of(Grants.PUBLISH, Grants.MODERATE));
    }
    return grants;
  }

  /**
   * Gives a grant or takes it.
   *
   * @param clients those of the user
   */
  void permit(String user, String grant, boolean allowed, Collection<Connected> clients) {
    Set<String> givenToUser = given.computeIfAbsent(user, first -> new TreeSet<>());
    Set<String> takenFromUser = taken.computeIfAbsent(user, first -> new TreeSet<>());
    if (allowed) {
      takenFromUser.remove(grant);
      for (Connected client : clients) {
        boolean possible = client.role == PARTICIPANT || grant.equals(Grants.CHAT);
        if (possible && !grants(client).contains(grant)) {
          givenToUser.add(grant);
        }
      }
    } else {
      givenToUser.remove(grant);
      takenFromUser.add(grant);
    }
    given.values().removeIf(Set::isEmpty);
    taken.values().removeIf(Set::isEmpty);
  }
}
