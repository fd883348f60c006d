package dev.rtcrooms.hub.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientIdsTest {

  private static final String SESSION = "0123456789abcdef";

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  private static String id(TestRooms rooms, String room, String user, String session) {
    return rooms.arrival(room, user).session(session).join().id();
  }

  @Test
  void whoComesBackHasItsIdHoweverLongItWasAway() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.leave();

    assertThat(ann.rejoin().id()).isEqualTo(ann.id()).matches("[A-Za-z0-9_-]{12}");
  }

  @Test
  void theIdOutlivesAServerWithTheSameSecretOnly() {
    String before = id(rooms, "lobby", "ann", SESSION);
    String restarted;
    try (TestRooms same = TestRooms.with(Echo.builder()).seeded(2)) {
      restarted = id(same, "lobby", "ann", SESSION);
    }
    String elsewhere;
    try (TestRooms other =
        TestRooms.with(RtcRooms.builder().secret("another secret of the tests"))) {
      elsewhere = id(other, "lobby", "ann", SESSION);
    }

    assertThat(restarted).isEqualTo(before);
    assertThat(elsewhere).isNotEqualTo(before);
  }

  @Test
  void roomUserSessionAndLinkAreParts() {
    Set<String> ids =
        Set.of(
            id(rooms, "lobby", "ann", SESSION),
            id(rooms, "attic", "ann", SESSION),
            id(rooms, "lobby", "bob", SESSION),
            id(rooms, "lobby", "ann", SESSION + "g"),
            rooms.arrival("lobby", "ann").session(SESSION).watch().id());

    assertThat(ids).hasSize(5);
  }

  @Test
  void withoutASessionKeyEachConnectionHasItsOwn() {
    String one = rooms.arrival("lobby", "ann").withoutSession().join().id();
    String two = rooms.arrival("lobby", "ann").withoutSession().join().id();

    assertThat(one).isNotEqualTo(two).matches("[A-Za-z0-9_-]{12}");
  }
}
