package dev.rtcrooms.containers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.containers.Shouting.Shout;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * More clients at once that do not read than a container or the transport would have threads to
 * wait for them: whatever becomes of these, those that read hear all, and the room goes on.
 */
class StalledCrowdTest extends ContainerTest {

  private static final int STALLED = 30;
  private static final String BIG = "x".repeat(60_000);

  /** More than the socket buffers of both sides hold, so that each one's send waits. */
  private static final int MORE_THAN_BUFFERS = 100;

  @Override
  RoomsBuilder builder() {
    Duration longerThanTheTest = Duration.ofMinutes(5);
    return super.builder()
        .heartbeat(longerThanTheTest, longerThanTheTest)
        .limits(
            Limits.builder()
                .forLoadTests()
                .outboxBytes(256 * 1024 * 1024)
                .outboxAge(longerThanTheTest)
                .build()); // none is given up
  }

  @Test
  void thoseWhoReadHearAllWhileManyDoNotRead() throws Exception {
    SocketClient ann = join("ann");
    SocketClient bob = join("bob");
    for (int i = 0; i < STALLED; i++) {
      RawSocket stalled = rawGuest("stalled" + i);
      stalled.readAnswer();
      stalled.read(RawSocket.TEXT); // hello; nothing from then on
    }
    Room room = rooms.find(lobby()).orElseThrow();
    int everybody = STALLED + 2;
    for (int i = 0; i < MORE_THAN_BUFFERS; i++) {
      ann.send(new Shout(i + BIG));
      assertThat(bob.next(Heard.class).text()).startsWith(i + "x");
      assertThat(ann.next(Heard.class).text()).startsWith(i + "x");
      int present =
          room.call(() -> room.hub().clients().size()).toCompletableFuture().get(30, SECONDS);
      assertThat(present).isEqualTo(everybody);
    }
  }
}
