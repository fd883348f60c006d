package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.EntryChanged;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Permits;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.RaisedHand;
import dev.rtcrooms.message.WaitingUser;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares a room, and what its clients show, with the model. */
final class Comparison {

  private final RoomModel model;
  private final TestRooms rooms;
  private final Map<Seat, Tab> tabs;
  private final Map<Integer, String> epochs = new HashMap<>();
  private final Map<String, Seat> seats = new HashMap<>();

  Comparison(RoomModel model, TestRooms rooms, Map<Seat, Tab> tabs) {
    this.model = model;
    this.rooms = rooms;
    this.tabs = tabs;
  }

  /** The room's name of an epoch; none if nobody has been told it. */
  String epoch(int number) {
    return epochs.getOrDefault(number, "unknown");
  }

  void check() {
    server();
    for (Tab tab : tabs.values()) {
      tab.show();
      if (tab.client() != null) {
        connection(tab, tab.expected(), tab.client());
      }
    }
  }

  private void server() {
    boolean open = rooms.rooms().find(TestRooms.id(Play.ROOM)).isPresent();
    Mismatch.unless("whether the room is open", model.open, open);
    if (open) {
      rooms.execute(Play.ROOM, this::room);
    }
  }

  private void room(Room room) {
    List<String> expected = new ArrayList<>();
    model.in.forEach((seat, client) -> expected.add(client(seat, client.role, grants(client))));
    List<String> actual = new ArrayList<>();
    for (Client client : room.hub().clients()) {
      Seat seat = seatOf((LiveClient) client);
      seats.put(client.id(), seat);
      actual.add(client(seat, client.role(), client.grants()));
    }
    Mismatch.unless("the clients", expected, actual);
    Mismatch.unless(
        "the people", model.roster().people(), people(room.feature(Presence.class).people()));
    Mismatch.unless("the count", model.roster().count(), room.feature(Viewers.class).count());
    Mismatch.unless(
        "the chat log",
        model.log.messages.values().toString(),
        room.feature(Chat.class).log().stream().map(Screen::message).toList().toString());
    Moderation moderation = room.feature(Moderation.class);
    Mismatch.unless("the entry", model.door.entry, moderation.entry());
    Mismatch.unless("the capacity", model.door.capacity, moderation.capacity());
    Mismatch.unless(
        "the bans", banned(), new TreeSet<>(moderation.bans().stream().map(Ban::user).toList()));
    Mismatch.unless(
        "the hands",
        List.copyOf(model.hands),
        moderation.hands().stream().map(RaisedHand::user).toList());
    Mismatch.unless(
        "who waits",
        waiting(),
        new TreeSet<>(moderation.waiting().stream().map(WaitingUser::user).toList()));
  }

  private static Seat seatOf(LiveClient client) {
    for (Seat seat : Seat.values()) {
      if (seat.session().equals(client.admitted().session())) {
        return seat;
      }
    }
    throw new IllegalStateException("A client of no seat");
  }

  private static String client(Seat seat, Role role, Grants grants) {
    return seat + " " + role + " " + grants;
  }

  private Grants grants(Connected client) {
    Set<String> names = model.grants(client);
    Grants grants = Grants.of(names.toArray(String[]::new));
    return client.expires == Integer.MAX_VALUE || names.isEmpty()
        ? grants
        : grants.until(VirtualTime.START.plusSeconds(client.expires));
  }

  private Set<String> banned() {
    Set<String> users = new TreeSet<>(model.door.bans.keySet());
    users.removeIf(user -> !model.isBanned(user));
    return users;
  }

  private Set<String> waiting() {
    return new TreeSet<>(model.waiting.keySet().stream().map(Seat::user).toList());
  }

  private List<String> people(Collection<Person> people) {
    return people.stream().map(this::person).sorted().toList();
  }

  private String person(Person person) {
    Set<Seat> tabs = new TreeSet<>();
    person.clients().forEach(id -> tabs.add(seats.get(id)));
    return person.user().id() + (person.state() == Person.State.AWAY ? " away " : " ") + tabs;
  }

  private void connection(Tab tab, Connected expected, TestClient client) {
    String who = tab.seat + ": ";
    int closed = client.isOpen() ? 0 : client.closedWith().code();
    Mismatch.unless(who + "why it is closed", expected.closed, closed);
    if (!expected.hears) {
      return;
    }
    Mismatch.unless(who + "whether it waits", expected.waits, client.isWaiting());
    if (!expected.joined) {
      return;
    }
    Screen screen = tab.screen;
    Hello hello = screen.hello;
    Mismatch.unless(who + "recovered", expected.recovered, hello.recovered());
    Mismatch.unless(who + "position", (long) expected.hello, hello.position().offset());
    epochs.putIfAbsent(expected.epoch, hello.position().epoch());
    Mismatch.unless(who + "epoch", epochs.get(expected.epoch), hello.position().epoch());
    Mismatch.unless(who + "recorded events", expected.recorded, screen.recorded);
    if (expected.closed == 0) {
      open(who, screen, expected);
    }
  }

  private void open(String who, Screen screen, Connected expected) {
    boolean takesPart = expected.role == Role.PARTICIPANT;
    Mismatch.unless(who + "role", expected.role, screen.granted.role());
    Mismatch.unless(who + "grants", grants(expected), screen.granted.grants());
    Mismatch.unless(
        who + "entry", new EntryChanged(model.door.entry, model.door.capacity), screen.entry);
    String user = expected.seat.user();
    Mismatch.unless(
        who + "hands",
        model.hands.stream().filter(each -> takesPart || each.equals(user)).toList(),
        List.copyOf(screen.hands));
    Mismatch.unless(who + "permits", permits(takesPart, user), shown(screen.permits.values()));
    if (takesPart) {
      Mismatch.unless(
          who + "chat",
          model.log.messages.values().toString(),
          screen.messages.values().toString());
    }
    if (model.grants(expected).contains(Grants.MODERATE)) {
      Mismatch.unless(who + "who waits", waiting(), new TreeSet<>(screen.waiting));
      Mismatch.unless(who + "bans", banned(), screen.bans(rooms.time().now()));
    }
    if (model.now > model.changedAt) {
      List<String> people = takesPart ? model.roster().people() : List.of();
      Mismatch.unless(who + "people", people, people(screen.people.values()));
      Mismatch.unless(who + "count", model.roster().count(), screen.count);
    }
  }

  private List<String> permits(boolean all, String own) {
    Set<String> users = new TreeSet<>(model.standing.given.keySet());
    users.addAll(model.standing.taken.keySet());
    users.removeIf(user -> !all && !user.equals(own));
    return users.stream()
        .map(
            user ->
                user
                    + " given "
                    + model.standing.given.getOrDefault(user, Set.of())
                    + " taken "
                    + model.standing.taken.getOrDefault(user, Set.of()))
        .toList();
  }

  private static List<String> shown(Collection<Permits> permits) {
    return permits.stream()
        .filter(each -> !each.given().isEmpty() || !each.taken().isEmpty())
        .map(each -> each.user() + " given " + each.given() + " taken " + each.taken())
        .toList();
  }
}
