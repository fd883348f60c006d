package dev.rtcrooms.cluster;

import static dev.rtcrooms.cluster.TwoNodesTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two rooms of one node whose clients at another node share everything on the way: the link between
 * the nodes, and the lane of their transport.
 */
class SharedWaysTest {

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(2, () -> RtcRooms.builder().feature(Chat::new), JsonCodec::new);

  /** A lane that can stand still. */
  private final class HeldLane implements Lane {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean held;

    @Override
    public void execute(Runnable task) {
      if (held) {
        waiting.add(task);
      } else {
        nodes.time().schedule(Duration.ZERO, task);
      }
    }

    void release() {
      held = false;
      waiting.forEach(this::execute);
      waiting.clear();
      nodes.settle();
    }
  }

  private final HeldLane lane = new HeldLane();
  private TestClient host;
  private TestClient cook;
  private TestClient guest;
  private TestClient waiter;
  private TestClient both;

  @BeforeEach
  void twoRoomsHaveGuestsAtTheOtherNode() {
    host = nodes.join(0, "lobby", "host");
    cook = nodes.join(0, "kitchen", "cook");
    guest = away("lobby", "guest");
    waiter = away("kitchen", "waiter");
    both = away("kitchen", "guest");
  }

  private TestClient away(String room, String user) {
    return nodes.arrival(1, room, user).lane(lane).join();
  }

  @Test
  void eachRoomIsHeardByItsOwnClientsAlone() {
    host.send(new Say("welcome"));
    waiter.send(new Say("two soups"));
    both.send(new Say("in a hurry"));
    guest.send(new Say("thanks"));

    for (TestClient client : List.of(host, guest)) {
      assertThat(texts(client)).containsExactly("welcome", "thanks");
    }
    for (TestClient client : List.of(cook, waiter, both)) {
      assertThat(texts(client)).containsExactly("two soups", "in a hurry");
    }
  }

  @Test
  void aLaneThatStandsStillDelaysTheClientsOfBothRoomsAndLosesNothing() {
    lane.held = true;
    host.send(new Say("one"));
    cook.send(new Say("soup"));
    host.send(new Say("two"));
    assertThat(texts(guest)).isEmpty();
    assertThat(texts(waiter)).isEmpty();
    lane.release();

    assertThat(texts(guest)).containsExactly("one", "two");
    assertThat(texts(waiter)).containsExactly("soup");
  }

  @Test
  void theLastClientOfOneRoomTakesNothingFromTheOther() {
    both.leave();
    waiter.crash();
    cook.send(new Say("is nobody there?"));
    host.send(new Say("still here?"));
    guest.send(new Say("yes"));
    assertThat(texts(host)).containsExactly("still here?", "yes");
    assertThat(texts(guest)).containsExactly("still here?", "yes");

    TestClient back = away("kitchen", "waiter");
    cook.send(new Say("at last"));
    assertThat(texts(back)).containsExactly("at last");
  }

  @Test
  void aRoomThatEndsTakesNothingFromTheOther() {
    nodes.rooms(0).find(TestRooms.id("kitchen")).orElseThrow().close(CloseReason.ROOM_CLOSED);
    nodes.settle();
    assertThat(waiter.closedWith()).isEqualTo(CloseReason.ROOM_CLOSED);

    host.send(new Say("dinner?"));
    assertThat(texts(guest)).containsExactly("dinner?");
  }

  @Test
  void aLinkThatBreaksMovesTheClientsOfBothRooms() {
    nodes.cluster().loseFrames(1);
    host.send(new Say("lost on the way"));
    nodes.cluster().loseFrames(0);
    cook.send(new Say("breaks the link"));
    nodes.advance(Duration.ofSeconds(2));

    for (TestClient client : List.of(guest, waiter, both)) {
      assertThat(client.closedWith()).isEqualTo(CloseReason.MOVED);
    }
    TestClient back = nodes.rejoin(guest, 1);
    nodes.advance(Duration.ofSeconds(1));
    assertThat(back.hello().recovered()).isTrue();
    assertThat(texts(back)).containsExactly("lost on the way");
  }
}
