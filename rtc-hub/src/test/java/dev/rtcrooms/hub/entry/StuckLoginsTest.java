package dev.rtcrooms.hub.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.TallyCodec;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An authenticator that does not return harms nobody who is in a room. */
class StuckLoginsTest {

  private static final int LOGINS = 100;
  private static final int SECONDS = 60;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final VirtualTime time = new VirtualTime();

  private User waitForEver(Handshake handshake) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    throw new IllegalStateException("as the test wants it");
  }

  @Test
  void roomsGoOnAndEachLoginEndsAfterTheTimeout() throws Exception {
    try (Rooms rooms = Echo.builder().scheduler(time).authenticator(this::waitForEver).build()) {
      Room room = rooms.create();
      Handshake handshake = Handshake.of(Role.PARTICIPANT, room.id().toString());
      List<HeldConnection> connections = new ArrayList<>();
      for (int n = 0; n < LOGINS; n++) {
        connections.add(new HeldConnection(new TallyCodec()));
        rooms.accept(connections.get(n), handshake);
      }
      assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();

      assertThat(room.call(() -> "works").toCompletableFuture().get(SECONDS, TimeUnit.SECONDS))
          .isEqualTo("works");
      time.advance(Limits.defaults().answerTimeout());

      assertThat(connections)
          .allSatisfy(connection -> assertThat(connection.closed()).isEqualTo(CloseReason.FAILED));
      assertThat(interrupted.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
