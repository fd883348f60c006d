package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Typing;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that come to several nodes at about the same time, and nodes that leave. */
class ArrivalsAtNodesTest {

  private static final Quota ONE_ROOM = new Quota(20, 100, 1, 1);

  private static final String SESSION = "the-session-of-bob";

  private CompletableFuture<Grants> admission;

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          2,
          () ->
              RtcRooms.builder()
                  .feature(Chat::new)
                  .limits(limits -> limits.toBuilder().perUser(ONE_ROOM).build())
                  .admission((user, room, role) -> admission),
          JsonCodec::new);

  private void admitAtOnce() {
    admission = CompletableFuture.completedFuture(Role.PARTICIPANT.defaultGrants());
  }

  private void admitLate() {
    admission = new CompletableFuture<>();
  }

  private void admit(CompletableFuture<Grants> late) {
    late.complete(Role.PARTICIPANT.defaultGrants());
    nodes.settle();
  }

  @Test
  void anOlderConnectionOfAnotherNodeDoesNotReplaceANewerOne() {
    admitAtOnce();
    nodes.join(0, "lobby", "ann");
    admitLate();
    CompletableFuture<Grants> late = admission;
    TestClient stale = nodes.arrival(1, "lobby", "bob").session(SESSION).join();
    nodes.advance(Duration.ofSeconds(2));
    admitAtOnce();
    TestClient live = nodes.arrival(0, "lobby", "bob").session(SESSION).join();
    nodes.advance(Duration.ofSeconds(2));
    admit(late);

    assertThat(live.isOpen()).isTrue();
    assertThat(stale.closedWith()).isEqualTo(CloseReason.REPLACED);
  }

  @Test
  void aNewerConnectionOfAnotherNodeReplacesAnOlderOneThatIsLate() {
    admitAtOnce();
    nodes.join(0, "lobby", "ann");
    admitLate();
    CompletableFuture<Grants> late = admission;
    TestClient stale = nodes.arrival(0, "lobby", "bob").session(SESSION).join();
    nodes.advance(Duration.ofSeconds(2));
    admitAtOnce();
    TestClient live = nodes.arrival(1, "lobby", "bob").session(SESSION).join();
    nodes.advance(Duration.ofSeconds(2));
    admit(late);

    assertThat(live.isOpen()).isTrue();
    assertThat(stale.closedWith()).isEqualTo(CloseReason.REPLACED);
  }

  @Test
  void theQuotaOfOneDoesNotRefuseOthersWhoWaitForTheSameRoom() {
    admitAtOnce();
    nodes.join(0, "first", "ann");
    nodes.cluster().delay(Duration.ofMillis(100));
    TestClient ann = nodes.join(0, "lobby", "ann"); // claims the room
    TestClient bob = nodes.join(0, "lobby", "bob"); // waits for the same claim
    nodes.advance(Duration.ofSeconds(3));

    assertThat(bob.isOpen()).isTrue();
    assertThat(bob.hello().member().user().id()).isEqualTo("bob");
    assertThat(ann.closedWith().code())
        .isEqualTo(CloseReason.of(Refusal.of(Refusal.TOO_MANY_NEW_ROOMS, "")).code());
  }

  @Test
  void aNodeThatEndsTellsClientsOfOthersAlthoughFramesTakeTime() {
    admitAtOnce();
    nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.cluster().delay(Duration.ofMillis(200));
    Room room = nodes.rooms(0).find(TestRooms.id("lobby")).orElseThrow();
    room.broadcast(new Typing(List.of())); // whose frame is on its way when the node ends
    nodes.settle();
    nodes.rooms(0).close();
    nodes.advance(Duration.ofSeconds(3));

    assertThat(bob.closedWith().code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
  }
}
