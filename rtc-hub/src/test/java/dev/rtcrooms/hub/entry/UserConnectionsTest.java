package dev.rtcrooms.hub.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.UserConnections;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;

/** Which of a user's connections to a room stay is the host's choice. */
class UserConnectionsTest {

  private static TestRooms rooms(UserConnections connections) {
    return TestRooms.with(Echo.builder().userConnections(connections));
  }

  @Test
  void allStayByDefault() {
    try (TestRooms rooms = TestRooms.with(Echo.builder())) {
      rooms.join("lobby", "ann");
      rooms.join("lobby", "ann");

      assertThat(Echo.clients(rooms, "lobby")).isEqualTo(2);
    }
  }

  @Test
  void theNewestStays() {
    try (TestRooms rooms = rooms(UserConnections.NEWEST)) {
      TestClient first = rooms.join("lobby", "ann");
      TestClient bob = rooms.join("lobby", "bob");
      TestClient watching = rooms.watch("lobby", "ann");
      TestClient elsewhere = rooms.join("attic", "ann");
      TestClient second = rooms.join("lobby", "ann");

      assertThat(first.closedWith()).isEqualTo(CloseReason.CONNECTED_ELSEWHERE);
      assertThat(first.closedWith().shouldReconnect()).isFalse();
      assertThat(bob.isOpen() && watching.isOpen() && elsewhere.isOpen()).isTrue();
      assertThat(second.rejoin().isOpen()).isTrue();
      assertThat(second.closedWith()).isEqualTo(CloseReason.REPLACED);
    }
  }

  @Test
  void theFirstStaysUntilItLeaves() {
    try (TestRooms rooms = rooms(UserConnections.FIRST)) {
      TestClient first = rooms.join("lobby", "ann");
      TestClient refused = rooms.join("lobby", "ann");
      TestClient again = first.rejoin();

      assertThat(refused.closedWith()).isEqualTo(CloseReason.ALREADY_CONNECTED);
      assertThat(refused.closedWith().shouldReconnect()).isFalse();
      assertThat(first.closedWith()).isEqualTo(CloseReason.REPLACED);
      assertThat(rooms.watch("lobby", "ann").isOpen()).isTrue();
      again.crash();
      assertThat(rooms.join("lobby", "ann").isOpen()).isTrue();
    }
  }
}
