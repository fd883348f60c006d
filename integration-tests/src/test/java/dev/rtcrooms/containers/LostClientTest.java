package dev.rtcrooms.containers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.containers.Shouting.Shout;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that stall or are silent, as they and the others in the room see it. */
@Tag("one-jdk")
class LostClientTest extends ContainerTest {

  private static final String BIG = "x".repeat(60_000);

  /** More than the socket buffers of both sides and the outbox hold. */
  private static final int MORE_THAN_BUFFERS = 100;

  /** So that the end of a client that does not read cannot end a wait for it. */
  private static final Duration LONGER_THAN_A_TEST_WAITS = Duration.ofMinutes(5);

  private static final Duration LONGER_THAN_A_CLOSE_MAY_TAKE = Duration.ofMillis(5_200);

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Farewells::new)
        .limits(
            Limits.builder()
                .forLoadTests()
                .outboxBytes(1024 * 1024)
                .outboxAge(LONGER_THAN_A_TEST_WAITS)
                .build());
  }

  @Test
  void whoWasSilentForLongHearsWhyTheRoomEnds() {
    SocketClient ann = join("ann");
    await()
        .pollDelay(LONGER_THAN_A_CLOSE_MAY_TAKE)
        .atMost(LONGER_THAN_A_TEST_WAITS)
        .until(() -> true);
    rooms.find(lobby()).orElseThrow().close(CloseReason.ROOM_CLOSED);

    assertThat(ann.closeCode()).isEqualTo(4500);
  }

  /** It sends signs of life all the while, so it is only its slowness that ends it. */
  @Test
  void whoDoesNotReadIsDisconnectedAndNobodyWaitsForIt() throws Exception {
    Set<Thread> earlier = Thread.getAllStackTraces().keySet();
    SocketClient ann = join("ann");
    SocketClient bob = join("bob");
    RawSocket slow = rawGuest("slow");
    slow.readAnswer();
    int descriptors = Descriptors.open();
    Room room = rooms.find(lobby()).orElseThrow();
    boolean gone = false;
    for (int i = 0; i < MORE_THAN_BUFFERS && !gone; i++) {
      slow.text("{\"type\":\"pong\"}");
      ann.send(new Shout(i + BIG));
      boolean annKnows = heardLeftBefore(ann, i);
      gone = heardLeftBefore(bob, i) && annKnows;
      room.call(() -> true).toCompletableFuture().get(30, SECONDS);
    }

    assertThat(gone).isTrue();
    ann.send(new Shout("still here"));
    assertThat(bob.next(Heard.class).text()).isEqualTo("still here");
    // Tyrus keeps it until its close frame is read, however long that takes
    if (container != Container.TYRUS && Descriptors.areKnown()) {
      await().atMost(30, SECONDS).until(() -> Descriptors.open() < descriptors);
    }
    await().atMost(30, SECONDS).until(() -> noThreadSends(earlier));
  }

  /** The transport's threads end when they have had nothing to send for some seconds. */
  private static boolean noThreadSends(Set<Thread> earlier) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !earlier.contains(thread))
        .noneMatch(thread -> thread.getName().startsWith("rtc-rooms-writer-"));
  }

  private static boolean heardLeftBefore(SocketClient client, int shout) {
    boolean left = false;
    Heard heard = client.next(Heard.class);
    while (!heard.text().startsWith(shout + "x")) {
      assertThat(heard).isEqualTo(Farewells.of("slow"));
      left = true;
      heard = client.next(Heard.class);
    }
    return left;
  }
}
