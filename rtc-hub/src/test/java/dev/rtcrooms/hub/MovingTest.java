package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host raises watchers to participants and lowers them back, while they stay connected. */
class MovingTest {

  private static final Grants USUAL = Role.PARTICIPANT.defaultGrants();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(Echo.builder().feature(room -> new Raiser()).feature(Roles::new));

  /** Raises, as it joins, whoever is called so. */
  private static final class Raiser implements Feature {
    @Override
    public void joined(Client client) {
      if (client.user().id().equals("vip")) {
        client.move(Role.PARTICIPANT, USUAL);
      }
    }
  }

  /** A feature that writes down what it is told, and at which role it finds the client. */
  private static final class Roles implements Feature {
    private final List<String> seen = new ArrayList<>();

    Roles(Room room) {}

    @Override
    public void joined(Client client) {
      seen.add("joined " + client.user().id() + " " + client.role());
    }

    @Override
    public void moved(Client client) {
      seen.add("moved " + client.user().id() + " " + client.role());
    }

    @Override
    public void regranted(Client client, Grants before) {
      seen.add("regranted " + client.user().id() + " " + before + " -> " + client.grants());
    }

    @Override
    public void left(Client client) {
      seen.add("left " + client.user().id());
    }
  }

  private List<String> seen() {
    return rooms.call("lobby", room -> List.copyOf(room.feature(Roles.class).seen));
  }

  private void move(TestClient client, Role role, Grants grants) {
    rooms.execute("lobby", client, its -> its.move(role, grants));
  }

  @Test
  void aRaisedWatcherIsToldItsDoorAndItsGrants() {
    TestClient eve = rooms.watch("lobby", "eve");
    move(eve, Role.PARTICIPANT, USUAL);

    assertThat(eve.next(Granted.class)).isEqualTo(new Granted(Role.PARTICIPANT, USUAL));
    assertThat(rooms.<Role>call("lobby", room -> room.hub().clients().iterator().next().role()))
        .isEqualTo(Role.PARTICIPANT);
    assertThat(seen())
        .containsExactly(
            "joined eve WATCHER",
            "moved eve PARTICIPANT",
            "regranted eve [join, subscribe] -> [chat, join, publish, subscribe]");
  }

  @Test
  void whatItMayDoIsCutDownToTheDoor() {
    TestClient ann = rooms.join("lobby", "ann");
    move(ann, Role.WATCHER, USUAL.with(Grants.MODERATE));

    assertThat(ann.next(Granted.class))
        .isEqualTo(new Granted(Role.WATCHER, USUAL.without(Grants.PUBLISH)));
    rooms.execute("lobby", ann, its -> its.renew(USUAL));
    assertThat(ann.next(Granted.class))
        .isEqualTo(new Granted(Role.WATCHER, USUAL.without(Grants.PUBLISH)));
  }

  @Test
  void inOneTurnItHearsEachDoorForAsLongAsItIsThere() {
    TestClient eve = rooms.watch("lobby", "eve");
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute(
        "lobby",
        eve,
        client -> {
          sayToBothRoles(client.room(), "1");
          client.move(Role.PARTICIPANT, USUAL);
          client.room().hub().send(client, new Note("private"));
          sayToBothRoles(client.room(), "2");
          client.move(Role.WATCHER, USUAL);
          sayToBothRoles(client.room(), "3");
          client.move(Role.PARTICIPANT, USUAL);
          sayToBothRoles(client.room(), "4");
        });
    rooms.execute("lobby", room -> sayToBothRoles(room, "5"));

    assertThat(notes(eve))
        .containsExactly(
            "watchers 1",
            "private",
            "participants 2",
            "watchers 3",
            "participants 4",
            "participants 5");
    assertThat(notes(wes)).allMatch(note -> note.startsWith("watchers")).hasSize(5);
    assertThat(notes(ann)).allMatch(note -> note.startsWith("participants")).hasSize(5);
  }

  @Test
  void aLaneThatIsBehindGivesItWhatWasSaidAtItsFormerDoor() {
    List<Runnable> behind = new ArrayList<>();
    Lane lane = behind::add;
    TestClient eve = rooms.arrival("lobby", "eve").lane(lane).watch();
    catchUp(behind);
    rooms.execute("lobby", room -> sayToBothRoles(room, "1"));
    move(eve, Role.PARTICIPANT, USUAL);
    rooms.execute("lobby", room -> sayToBothRoles(room, "2"));
    catchUp(behind);

    assertThat(notes(eve)).containsExactly("watchers 1", "participants 2");
  }

  private void catchUp(List<Runnable> behind) {
    while (!behind.isEmpty()) {
      behind.remove(0).run();
      rooms.settle();
    }
  }

  @Test
  void whoIsLoweredInItsLastTurnHearsWhatWasSaidBefore() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute(
        "lobby",
        ann,
        client -> {
          sayToBothRoles(client.room(), "1");
          client.move(Role.WATCHER, USUAL);
          sayToBothRoles(client.room(), "2");
          client.disconnect(CloseReason.REMOVED);
        });

    assertThat(notes(ann)).containsExactly("participants 1", "watchers 2");
  }

  @Test
  void whatItMayAskForChangesAtOnce() {
    TestClient eve = rooms.watch("lobby", "eve");
    assertThat(eve.refusal(new Secret("mine")).code()).isEqualTo(Refusal.NOT_ALLOWED);
    move(eve, Role.PARTICIPANT, USUAL.with("secrets"));
    eve.ask(new Secret("mine"));
    assertThat(eve.next(Secret.class).text()).isEqualTo("mine");

    move(eve, Role.WATCHER, Role.WATCHER.defaultGrants());
    assertThat(eve.refusal(new Secret("mine")).code()).isEqualTo(Refusal.NOT_ALLOWED);
  }

  @Test
  void withoutJoinItIsDisconnectedAsWhatItWas() {
    TestClient eve = rooms.watch("lobby", "eve");
    move(eve, Role.PARTICIPANT, Grants.none());

    assertThat(eve.closedWith()).isEqualTo(CloseReason.NOT_ALLOWED);
    eve.hearsNo(Granted.class);
    assertThat(seen()).containsExactly("joined eve WATCHER", "left eve");
  }

  @Test
  void toMoveToWhereItIsOnlyRenews() {
    TestClient eve = rooms.watch("lobby", "eve");
    move(eve, Role.WATCHER, Role.WATCHER.defaultGrants().with(Grants.CHAT));

    assertThat(seen()).noneMatch(seen -> seen.startsWith("moved")).hasSize(2);
  }

  @Test
  void oneWhoHasLeftIsMovedNowhere() {
    TestClient eve = rooms.watch("lobby", "eve");
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute(
        "lobby",
        eve,
        client -> {
          client.room().hub().unregister(client);
          client.move(Role.PARTICIPANT, USUAL);
          assertThat(client.role()).isEqualTo(Role.WATCHER);
        });
    assertThat(ann.isOpen()).isTrue();
    assertThat(seen()).containsExactly("joined eve WATCHER", "joined ann PARTICIPANT", "left eve");
  }

  /** The other features must hear of it as a watcher first, or they would count it twice. */
  @Test
  void oneThatIsRaisedAsItJoinsIsMovedWhenAllFeaturesKnowIt() {
    TestClient vip = rooms.watch("lobby", "vip");
    assertThat(vip.hello().role()).isEqualTo(Role.WATCHER);
    assertThat(vip.next(Granted.class).role()).isEqualTo(Role.PARTICIPANT);
    assertThat(seen()).startsWith("joined vip WATCHER", "moved vip PARTICIPANT").hasSize(3);
  }

  @Test
  void whoComesBackComesThroughTheDoorOfItsLinkAndReplacesItsGhost() {
    TestClient eve = rooms.watch("lobby", "eve");
    move(eve, Role.PARTICIPANT, USUAL);
    eve.vanish();
    TestClient again = eve.rejoin();

    assertThat(again.hello().role()).isEqualTo(Role.WATCHER);
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
  }

  /** Or it would miss, unknowingly, what participants alone heard in between. */
  @Test
  void whoWasMovedCannotResume() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.execute("lobby", bob, client -> client.renew(USUAL.with("secrets")));
    ann.ask(new Fact("1"));
    move(ann, Role.WATCHER, Role.WATCHER.defaultGrants());
    bob.ask(new Secret("2"));
    bob.ask(new Fact("3"));
    ann.crash();

    assertThat(ann.rejoin().hello().recovered()).isFalse();
    bob.crash();
    assertThat(bob.rejoin().hello().recovered()).isTrue();
  }

  private static void sayToBothRoles(Room room, String text) {
    room.hub().broadcast(new Note("watchers " + text), Audience.WATCHERS);
    room.hub().broadcast(new Note("participants " + text), Audience.PARTICIPANTS);
  }

  private static List<String> notes(TestClient client) {
    return client.drain(Note.class).stream().map(Note::text).toList();
  }
}
