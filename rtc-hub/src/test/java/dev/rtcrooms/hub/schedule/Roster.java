package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.ViewerCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The people of the model's room.
 *
 * @param here the clients that are here or expected back
 * @param away the users of whom no client is connected
 */
record Roster(List<Connected> here, Set<String> away) {

  /** The people who take part, with their tabs. */
  List<String> people() {
    Map<String, Set<Seat>> tabs = new TreeMap<>();
    for (Connected client : in(Role.PARTICIPANT)) {
      tabs.computeIfAbsent(client.seat.user(), user -> new TreeSet<>()).add(client.seat);
    }
    List<String> people = new ArrayList<>();
    tabs.forEach(
        (user, seats) -> people.add(user + (away.contains(user) ? " away " : " ") + seats));
    return people;
  }

  /** The number of people in each role, and of their connections. */
  ViewerCount count() {
    List<Connected> participants = in(Role.PARTICIPANT);
    List<Connected> watchers = in(Role.WATCHER);
    return new ViewerCount(
        users(participants), users(watchers), participants.size(), watchers.size());
  }

  private List<Connected> in(Role role) {
    return here.stream().filter(client -> client.role == role).toList();
  }

  private static int users(List<Connected> clients) {
    return (int) clients.stream().map(client -> client.seat.user()).distinct().count();
  }
}
