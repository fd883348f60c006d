package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JoiningTest {

  private static final String SESSION = "one-and-the-same-session";

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .feature(Witness::new)
              .limits(Limits.builder().clientsPerRoom(3).build())
              .heartbeat(Duration.ofSeconds(7), Duration.ofSeconds(3)));

  private TestClient join(String user, String session) {
    return rooms.arrival("lobby", user).session(session).join();
  }

  @Test
  void aClientIsGreetedWithWhoItIsAndWhatHolds() {
    Hello hello = rooms.join("lobby", "ann").hello();

    assertThat(hello.member().user()).isEqualTo(User.of("ann"));
    assertThat(hello.member().client()).matches("[A-Za-z0-9_-]{12}");
    assertThat(hello.role()).isEqualTo(Role.PARTICIPANT);
    assertThat(hello.grants()).isEqualTo(Role.PARTICIPANT.defaultGrants());
    assertThat(hello.recovered()).isFalse();
    assertThat(hello.position().offset()).isZero();
    assertThat(hello.bounds()).isEqualTo(Hello.Bounds.of(Limits.defaults()));
    assertThat(hello.heartbeat()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theGreetingSaysWhereTheRoomIs() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Fact("one"));
    ann.ask(new Fact("two"));

    TestClient bob = rooms.join("lobby", "bob");

    assertThat(bob.hello().position()).isEqualTo(ann.position());
    bob.hearsNo(Fact.class);
  }

  @Test
  void aFeatureSeesTheClientAmongTheOthersAndSpeaksAfterTheGreeting() {
    try (TestRooms greeting =
        TestRooms.with(
            RtcRooms.builder()
                .secret("a secret of the tests")
                .feature(
                    room ->
                        new Feature() {
                          @Override
                          public void joined(Client client) {
                            assertThat(room.hub().clients()).contains(client);
                            room.hub().send(client, new Note("welcome"));
                            room.hub().broadcast(new Note("here is " + client.user().name()));
                          }
                        },
                    Note.TYPE))) {
      TestClient ann = greeting.join("lobby", "ann");

      assertThat(ann.drain())
          .containsExactly(ann.hello(), new Note("welcome"), new Note("here is ann"));
    }
  }

  @Test
  void idsRepeatFromRunToRunOfATestAndNeverWithinOne() {
    String first = rooms.join("lobby", "ann").id();
    assertThat(rooms.join("lobby", "bob").id()).isNotEqualTo(first);

    try (TestRooms again =
        TestRooms.with(
            Echo.builder()
                .feature(Witness::new)
                .limits(Limits.builder().clientsPerRoom(3).build()))) {
      assertThat(again.join("lobby", "ann").id()).isEqualTo(first);
    }
  }

  @Test
  void whoComesBackWithItsSessionReplacesItsGhost() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ghost = join("ann", SESSION);
    ghost.vanish();

    TestClient ann = join("ann", SESSION);

    assertThat(ghost.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(ann.id()).isEqualTo(ghost.id());
    assertThat(bob.isOpen()).isTrue();
    assertThat(Witness.of(rooms, "lobby"))
        .containsExactly("joined bob", "joined ann", "left ann", "joined ann");
  }

  @Test
  void aGhostMakesPlaceForItsSuccessorInAFullRoom() {
    rooms.join("lobby", "bob");
    rooms.join("lobby", "cid");
    TestClient ghost = join("ann", SESSION);
    ghost.vanish();

    assertThat(join("ann", SESSION).isOpen()).isTrue();
  }

  @Test
  void anotherUserWithTheSameSessionReplacesNobody() {
    TestClient ann = join("ann", SESSION);
    TestClient bob = join("bob", SESSION);

    assertThat(ann.isOpen()).isTrue();
    assertThat(bob.isOpen()).isTrue();
  }

  @Test
  void theSameSessionAtTheOtherDoorReplacesNobody() {
    TestClient ann = join("ann", SESSION);
    TestClient watching = rooms.arrival("lobby", "ann").session(SESSION).watch();

    assertThat(ann.isOpen()).isTrue();
    assertThat(watching.isOpen()).isTrue();
  }

  @Test
  void aFullRoomTakesNobodyUntilSomebodyLeaves() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    rooms.watch("lobby", "wes");

    assertThat(rooms.join("lobby", "cid").closedWith()).isEqualTo(CloseReason.ROOM_FULL);
    assertThat(rooms.join("attic", "cid").isOpen()).isTrue();
    ann.leave();
    assertThat(rooms.join("lobby", "cid").isOpen()).isTrue();
    assertThat(Witness.of(rooms, "lobby"))
        .containsExactly("joined ann", "joined bob", "joined wes", "left ann", "joined cid");
  }

  @Test
  void clientsAreListedInTheOrderOfJoining() {
    rooms.join("lobby", "cid");
    rooms.join("lobby", "ann");
    rooms.watch("lobby", "bob");

    List<String> users =
        rooms.call(
            "lobby",
            room -> room.hub().clients().stream().map(client -> client.user().id()).toList());

    assertThat(users).containsExactly("cid", "ann", "bob");
  }

  @Test
  void aClientOfAnotherRoomIsNotRegisteredHere() {
    rooms.join("attic", "ann");
    Client ann = rooms.call("attic", room -> room.hub().clients().iterator().next());

    assertThatThrownBy(() -> rooms.execute("lobby", room -> room.hub().register(ann)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rooms.execute("lobby", room -> room.hub().send(ann, new Note("x"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClientThatIsHereIsNotRegisteredTwice() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.execute(
        "lobby", ann, client -> assertThat(client.room().hub().register(client)).isFalse());

    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann");
  }
}
