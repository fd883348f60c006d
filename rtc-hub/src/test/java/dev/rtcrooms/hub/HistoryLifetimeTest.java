package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a durable store keeps what a room has recorded, and what a room does with it. */
class HistoryLifetimeTest {

  private static final UUID LOBBY = TestRooms.id("lobby");

  private final DurableHistory store = new DurableHistory();
  private final List<String> events = new ArrayList<>();

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> builder());

  private RoomsBuilder builder() {
    return Echo.builder().feature(Chat::new).feature(room -> new Diary()).history(store);
  }

  /** Writes down what it hears. */
  private final class Diary implements Feature {
    @Override
    public void restored(List<Recorded> newest) {
      newest.forEach(recorded -> events.add("restored " + recorded.offset()));
    }

    @Override
    public void joined(Client client) {
      events.add("joined");
    }
  }

  private TestRooms restarted() {
    rooms.rooms().close();
    rooms.settle();
    events.clear();
    return TestRooms.with(time -> builder()).seeded(2);
  }

  @Test
  void theEndOfTheServerForgetsNothing() {
    rooms.join("lobby", "ann").ask(new Say("before"));

    rooms.rooms().close();
    rooms.settle();

    assertThat(store.has(LOBBY)).isTrue();
    assertThat(store.inUse).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "4500, false", "4501, false", "4599, false", "1000, false",
    "4002, true", "1011, true", "4003, true", "4499, true"
  })
  void whoseClientsShouldReconnectKeepsItsPast(int code, boolean keeps) {
    rooms.join("lobby", "ann").ask(new Say("before"));

    rooms.room("lobby").close(new CloseReason(code, "as the test wants it"));
    rooms.settle();

    assertThat(store.has(LOBBY)).isEqualTo(keeps);
    assertThat(store.inUse).isZero();
  }

  @Test
  void aRoomThatStayedEmptyIsForgotten() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("before"));
    ann.leave();

    rooms.advance(Duration.ofSeconds(59));
    assertThat(store.has(LOBBY)).isTrue();
    rooms.advance(Duration.ofSeconds(1));

    assertThat(store.has(LOBBY)).isFalse();
    assertThat(store.inUse).isZero();
  }

  @Test
  void ifTheHostSaysSoNothingIsForgotten() {
    try (TestRooms kept = TestRooms.with(time -> builder().keepHistory(true))) {
      TestClient ann = kept.join("lobby", "ann");
      ann.ask(new Say("before"));
      ann.leave();
      kept.advance(Duration.ofMinutes(2));
      assertThat(kept.rooms().all()).isEmpty();
      assertThat(store.has(LOBBY)).isTrue();

      kept.room("lobby").close(CloseReason.ROOM_CLOSED);
      kept.settle();
      assertThat(store.has(LOBBY)).isTrue();
    }
  }

  @Test
  void aRoomWhoseFeaturesFailForgetsNothing() {
    rooms.join("lobby", "ann").ask(new Say("before"));
    try (TestRooms broken =
        TestRooms.with(
            time ->
                builder()
                    .feature(
                        room -> {
                          throw new IllegalStateException("as the test wants it");
                        }))) {
      rooms.rooms().close();
      rooms.settle();

      assertThat(broken.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.FAILED);

      assertThat(store.has(LOBBY)).isTrue();
    }
  }

  @Test
  void aRestartedServerShowsTheEarlierChat() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 1; n <= 3; n++) {
      ann.ask(new Say("message " + n));
    }

    try (TestRooms restarted = restarted()) {
      TestClient bob = restarted.join("lobby", "bob");

      assertThat(bob.next(ChatLog.class).messages())
          .extracting(message -> message.said().text())
          .containsExactly("message 1", "message 2", "message 3");
      assertThat(events).containsExactly("restored 1", "restored 2", "restored 3", "joined");
      assertThat(bob.ask(new Say("message 4")).recorded()).isEqualTo(4);
    }
  }

  @Test
  void aFeatureIsToldTheNewestEventsOnly() {
    rooms.execute(
        "lobby",
        room -> {
          for (int n = 0; n < 300; n++) {
            room.hub().broadcast(new Fact("fact " + n));
          }
        });

    try (TestRooms restarted = restarted()) {
      restarted.join("lobby", "ann");
      assertThat(events).hasSize(257).startsWith("restored 45").endsWith("restored 300", "joined");
    }
  }

  @Test
  void whoResumesAfterARestartMissesNothing() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Say("heard"));
    ann.crash();
    bob.ask(new Say("missed"));

    try (TestRooms restarted = restarted()) {
      TestClient back = restarted.arrival("lobby", "ann").resuming(ann.position()).join();
      restarted.join("lobby", "bob").ask(new Say("live"));

      assertThat(back.hello().recovered()).isTrue();
      assertThat(back.drain(Said.class)).extracting(Said::text).containsExactly("missed", "live");
    }
  }

  @Test
  void aRetryAfterARestartIsCarriedOutOnce() {
    TestClient ann = rooms.join("lobby", "ann");
    Replied first = ann.ask(new Say("my-id", "once"));

    try (TestRooms restarted = restarted()) {
      TestClient bob = restarted.join("lobby", "bob");
      TestClient back = restarted.arrival("lobby", "ann").resuming(ann.position()).join();

      assertThat(back.ask(new Say("my-id", "once")).recorded()).isEqualTo(first.recorded());
      assertThat(back.ask(new Say("my-id", "once")).recorded()).isEqualTo(first.recorded());

      bob.hearsNo(Said.class);
      assertThat(bob.ask(new Say("my-id", "of another user")).recorded()).isEqualTo(2);
    }
  }

  @Test
  void whatWasRefusedStaysRefusedThoughTheProcessDiesNext() {
    LateHistory late = new LateHistory(store);
    late.effect = LateHistory.Effect.WHEN_ASKED;
    try (TestRooms killed = TestRooms.with(time -> builder().history(late))) {
      TestClient ann = killed.join("lobby", "ann");
      late.holdsAppend = true;
      ann.send(new Say("my-id", "refused"), "ref");
      late.holdsAppend = false;
      late.fail();
      killed.settle();
      assertThat(ann.answers("ref")).hasOnlyElementsOfType(Refused.class);

      try (TestRooms next = TestRooms.with(time -> builder()).seeded(2)) {
        TestClient back = next.arrival("lobby", "ann").resuming(ann.position()).join();
        assertThat(back.hello().recovered()).isTrue();
        back.hearsNo(Said.class);
        assertThat(back.ask(new Say("my-id", "once more")).recorded()).isEqualTo(1);
        assertThat(back.next(Said.class).text()).isEqualTo("once more");
      }
    }
  }

  @Test
  void aHoleIsKnownAfterARestartToo() {
    LateHistory failing = new LateHistory(store);
    try (TestRooms first = TestRooms.with(time -> builder().history(failing))) {
      TestClient ann = first.join("lobby", "ann");
      ann.ask(new Fact("kept"));
      ann.crash();
      failing.throwsAtOnce = true;
      first.execute("lobby", room -> room.hub().broadcast(new Fact("unnumbered")));
      failing.throwsAtOnce = false;
      first.rooms().close();
      first.settle();

      try (TestRooms restarted = restarted()) {
        TestClient back = restarted.arrival("lobby", "ann").resuming(ann.position()).join();
        assertThat(back.hello().recovered()).isFalse();
        assertThat(back.hello().position().epoch()).isEqualTo(ann.position().epoch());
      }
    }
  }

  @Test
  void aPastThatOpensTooLateIsClosed() {
    LateHistory late = new LateHistory(store);
    late.holdsOpen = true;
    try (TestRooms slow = TestRooms.with(time -> builder().history(late))) {
      slow.join("lobby", "ann");
      slow.advance(Duration.ofSeconds(10));

      late.answer();

      assertThat(store.inUse).isZero();
      assertThat(store.has(LOBBY)).isTrue();
    }
  }

  @Test
  void aRoomThatIsClosedWhileItsPastOpensIsForgotten() {
    LateHistory late = new LateHistory(store);
    late.holdsOpen = true;
    try (TestRooms slow = TestRooms.with(time -> builder().history(late))) {
      slow.room("lobby").close(CloseReason.ROOM_CLOSED);
      slow.settle();

      late.answer();

      assertThat(store.inUse).isZero();
      assertThat(store.has(LOBBY)).isFalse();
    }
  }
}
