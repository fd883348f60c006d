package dev.rtcrooms.hub.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of several connections of one session the one that arrived last stays. */
class ReplacementTest {

  private static final String SESSION = "0123456789abcdef";

  private final List<CompletableFuture<Grants>> asked = new ArrayList<>();
  private boolean decidesLater;

  @RegisterExtension
  final TestRooms rooms = TestRooms.with(Echo.builder().admission((user, room, role) -> admit()));

  private CompletionStage<Grants> admit() {
    CompletableFuture<Grants> answer = new CompletableFuture<>();
    asked.add(answer);
    if (!decidesLater) {
      answer.complete(Role.PARTICIPANT.defaultGrants());
    }
    return answer;
  }

  private TestClient join(String user) {
    return rooms.arrival("lobby", user).session(SESSION).join();
  }

  @Test
  void theNewestStaysInWhateverOrderTheyAreAdmitted() {
    Random random = new Random(1);
    decidesLater = true;
    int others = 0;
    for (int round = 0; round < 2_000; round++) {
      asked.clear();
      List<TestClient> connections = List.of(join("ann"), join("ann"), join("ann"));
      Collections.shuffle(asked, random);
      asked.forEach(
          answer -> {
            answer.complete(Role.PARTICIPANT.defaultGrants());
            rooms.settle();
          });

      others += connections.get(2).isOpen() ? 0 : 1;
      assertThat(connections.get(0).closedWith()).isEqualTo(CloseReason.REPLACED);
      assertThat(connections.get(1).closedWith()).isEqualTo(CloseReason.REPLACED);
    }
    assertThat(others).as("rounds in which the newest did not stay").isZero();
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
  }

  @Test
  void aSessionIsTheSameUnderAnotherName() {
    TestClient ann = rooms.arrival("lobby", "Ann").asGuest().session(SESSION).join();

    TestClient anna = rooms.arrival("lobby", "Anna").asGuest().session(SESSION).join();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.REPLACED);
    assertThat(anna.isOpen()).isTrue();
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
  }

  @Test
  void anotherUserOfTheSameBrowserReplacesNobody() {
    TestClient ann = join("ann");
    TestClient bob = join("bob");

    assertThat(ann.isOpen()).isTrue();
    assertThat(bob.isOpen()).isTrue();
  }
}
