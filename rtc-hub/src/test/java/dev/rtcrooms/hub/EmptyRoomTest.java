package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmptyRoomTest {

  private static final Duration ALMOST_A_MINUTE = Duration.ofSeconds(60).minusMillis(1);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  @Test
  void aRoomThatNobodyEntersIsGoneAfterAMinute() {
    Room lobby = rooms.room("lobby");

    rooms.advance(ALMOST_A_MINUTE);
    assertThat(rooms.rooms().all()).containsExactly(lobby);

    rooms.advance(A_MOMENT);
    assertThat(rooms.rooms().all()).isEmpty();
    assertThat(lobby.closed().toCompletableFuture()).isCompleted();
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void theMinuteBeginsAnewWhenTheLastClientLeaves() {
    rooms.room("lobby");
    rooms.advance(ALMOST_A_MINUTE);
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    rooms.advance(Duration.ofMinutes(5));
    ann.leave();
    rooms.advance(Duration.ofMinutes(5));
    wes.leave();

    rooms.advance(ALMOST_A_MINUTE);
    assertThat(rooms.rooms().all()).hasSize(1);

    rooms.advance(A_MOMENT);
    assertThat(rooms.rooms().all()).isEmpty();
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void whoComesWithinTheMinuteFindsTheSameRoom() {
    TestClient ann = rooms.join("lobby", "ann");
    Room lobby = rooms.room("lobby");
    ann.leave();
    rooms.advance(ALMOST_A_MINUTE);
    rooms.join("lobby", "bob");
    rooms.advance(Duration.ofMinutes(5));

    assertThat(rooms.room("lobby")).isSameAs(lobby);
  }

  @Test
  void manyComingsAndGoingsLeaveOneTimer() {
    for (int n = 0; n < 100; n++) {
      rooms.join("lobby", "ann").leave();
      rooms.advance(Duration.ofMillis(10));
    }

    assertThat(rooms.time().pending()).isEqualTo(1);
  }

  @Test
  void withoutGraceARoomIsGoneWithItsLastClient() {
    try (TestRooms none = TestRooms.with(Echo.builder().emptyRoomGrace(Duration.ZERO))) {
      TestClient ann = none.join("lobby", "ann");
      assertThat(ann.isOpen()).isTrue();
      none.advance(Duration.ofMinutes(1));
      assertThat(none.rooms().all()).hasSize(1);

      ann.leave();

      assertThat(none.rooms().all()).isEmpty();
    }
  }
}
