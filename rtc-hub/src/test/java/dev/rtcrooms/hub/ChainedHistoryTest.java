package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms over a store that begins an epoch with each opening and continues the numbers. */
class ChainedHistoryTest {

  private final ChainedHistory store = new ChainedHistory();

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> builder());

  private RoomsBuilder builder() {
    return Echo.builder().feature(Chat::new).history(store);
  }

  private TestRooms another() {
    return TestRooms.with(time -> builder()).seeded(2);
  }

  @Test
  void aClientOfAnEarlierEpochResumesIntoThePresentOne() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Say("first"));
    ann.drain();
    bob.vanish();
    ann.ask(new Say("missed"));
    rooms.rooms().close();
    rooms.settle();

    try (TestRooms next = another()) {
      TestClient back = next.arrival("lobby", "bob").resuming(bob.position()).join();

      assertThat(back.hello().recovered()).isTrue();
      assertThat(back.hello().position().epoch()).isEqualTo("epoch-1");
      assertThat(back.next(Said.class).text()).isEqualTo("missed");
      assertThat(back.ask(new Say("third")).recorded()).isEqualTo(3);
      assertThat(back.position().toString()).isEqualTo("epoch-1:3");
    }
  }

  @Test
  void whatWasNotKeptOfAnEarlierEpochIsNotSkippedSilently() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("kept"));
    ann.ask(new Say("lost"));
    store.loseTheLast();
    rooms.rooms().close();
    rooms.settle();

    try (TestRooms next = another()) {
      next.join("lobby", "bob").ask(new Say("another second"));
      TestClient back = next.arrival("lobby", "ann").resuming(ann.position()).join();

      assertThat(back.hello().recovered()).isFalse();
    }
  }

  @Test
  void aRoomThatWasOpenedElsewhereEndsAndSaysSo() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("heard"));
    bob.drain();

    try (TestRooms other = another()) {
      TestClient cid = other.join("lobby", "cid");
      ann.send(new Say("too late"), "ref");

      assertThat(ann.answers("ref")).isEmpty();
      assertThat(ann.closedWith())
          .isEqualTo(new CloseReason(1011, "room opened elsewhere; reconnect"));
      assertThat(bob.closedWith()).isEqualTo(ann.closedWith());
      assertThat(bob.drain(Said.class)).isEmpty();
      assertThat(rooms.rooms().all()).isEmpty();
      assertThat(cid.ask(new Say("second")).recorded()).isEqualTo(2);
    }
  }
}
