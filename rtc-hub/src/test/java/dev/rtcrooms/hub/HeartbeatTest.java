package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Ping;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  @Test
  void everyClientIsPingedAtEachInterval() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");

    rooms.advance(Duration.ofSeconds(250));

    assertThat(ann.drain(Ping.class)).hasSizeBetween(9, 11);
    assertThat(wes.drain(Ping.class)).hasSizeBetween(9, 11);
  }

  @Test
  void theServerIsNeverSilentForLongerThanItSays() {
    rooms.join("lobby", "bob");
    rooms.advance(Duration.ofSeconds(13));
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.hello().heartbeat()).isEqualTo(Duration.ofSeconds(25));

    for (int n = 0; n < 5; n++) {
      rooms.advance(Duration.ofSeconds(25));
      assertThat(ann.drain(Ping.class)).isNotEmpty();
    }
  }

  @Test
  void neitherIsItIfItsRoomWasOpenedBetweenTwoBeats() {
    rooms.advance(Duration.ofMillis(7));
    TestClient ann = rooms.join("lobby", "ann");

    for (int n = 0; n < 5; n++) {
      rooms.advance(ann.hello().heartbeat());
      assertThat(ann.drain(Ping.class)).isNotEmpty();
    }
  }

  @Test
  void whoAnswersStays() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.advance(Duration.ofHours(1));

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void whoDoesNotAnswerIsCutOff() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ignorePings();

    rooms.advance(Duration.ofSeconds(44));
    assertThat(ann.isOpen()).isTrue();

    rooms.advance(Duration.ofSeconds(26));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.NO_HEARTBEAT);
    assertThat(bob.isOpen()).isTrue();
  }

  @Test
  void anyMessageIsASignOfLife() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ignorePings();

    for (int n = 0; n < 20; n++) {
      rooms.advance(Duration.ofSeconds(30));
      ann.send(new Note("I live"));
    }

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void aBlankFrameIsASignOfLifeToo() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ignorePings();

    for (int n = 0; n < 20; n++) {
      rooms.advance(Duration.ofSeconds(30));
      ann.sendFrame();
    }

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void whoVanishesIsGoneWithinAMinute() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.vanish();

    rooms.advance(Duration.ofMinutes(1));

    assertThat(Echo.clients(rooms, "lobby")).isZero();
    assertThat(ann.closedWith().shouldReconnect()).isTrue();
  }

  @Test
  void theHostSetsThePace() {
    try (TestRooms fast =
        TestRooms.with(Echo.builder().heartbeat(Duration.ofSeconds(2), Duration.ofSeconds(1)))) {
      TestClient ann = fast.join("lobby", "ann");
      TestClient bob = fast.join("lobby", "bob");
      bob.ignorePings();
      fast.advance(Duration.ofSeconds(6));

      assertThat(ann.drain(Ping.class)).hasSizeBetween(2, 4);
      assertThat(ann.isOpen()).isTrue();
      assertThat(bob.closedWith()).isEqualTo(CloseReason.NO_HEARTBEAT);
    }
  }

  @Test
  void anEmptyRoomHasNoPulse() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.leave();

    assertThat(rooms.time().pending()).as("the grace period's timer").isEqualTo(1);
  }
}
