package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.LateHistory.Effect;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A history store that answers late. */
class LateHistoryTest {

  private LateHistory store;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time -> {
            store = new LateHistory(time);
            return Echo.builder().feature(Witness::new).history(store);
          });

  private void answerAll() {
    while (store.held() > 0) {
      store.answer();
      rooms.settle();
    }
  }

  @Test
  void aRecordedCommandIsAnsweredAndHeardOnlyWhenItIsKept() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    store.holdsAppend = true;

    ann.send(new Fact("news"), "ref");
    assertThat(ann.answers("ref")).isEmpty();
    bob.hearsNo(Fact.class);

    answerAll();
    assertThat(ann.answers("ref")).containsExactly(new Replied("ref", 1L));
    assertThat(bob.next(Fact.class).text()).isEqualTo("news");
  }

  @Test
  void eventsAreKeptOneAfterTheOther() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    store.holdsAppend = true;

    for (int n = 0; n < 20; n++) {
      ann.send(new Fact("fact " + n), "ref-" + n);
    }
    answerAll();

    assertThat(store.mostAppendsUnderWay).isEqualTo(1);
    assertThat(bob.drain(Fact.class)).hasSize(20).startsWith(new Fact("fact 0"));
    assertThat(Recordings.of(ann)).isEqualTo(Recordings.of(bob));
    for (int n = 0; n < 20; n++) {
      assertThat(ann.answers("ref-" + n)).containsExactly(new Replied("ref-" + n, n + 1L));
    }
  }

  @Test
  void theEventsOfATurnShareAnAppend() {
    TestClient ann = rooms.join("lobby", "ann");
    store.appends.clear();

    rooms.execute(
        "lobby",
        room -> {
          for (int n = 0; n < 20; n++) {
            room.hub().broadcast(new Fact("fact " + n));
          }
        });

    assertThat(store.appends).containsExactly(20);
    assertThat(ann.drain(Fact.class)).hasSize(20).endsWith(new Fact("fact 19"));
    assertThat(ann.position().offset()).isEqualTo(20);
  }

  @Test
  void whatIsRecordedDuringAnAppendSharesTheNext() {
    TestClient ann = rooms.join("lobby", "ann");
    store.appends.clear();
    store.holdsAppend = true;
    for (int n = 0; n < 20; n++) {
      ann.send(new Fact("fact " + n), "ref-" + n);
    }
    answerAll();

    assertThat(store.appends).containsExactly(1, 19);
  }

  @Test
  void aStoreThatAnswersAtOnceKeepsTheOrderOfAllEvents() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Fact("1"));
          room.hub().broadcast(new Note("2"));
          room.hub().broadcast(new Fact("3"));
          room.hub().send(room.hub().clients().iterator().next(), new Note("4"));
          room.hub().broadcast(new Fact("5"));
        });

    assertThat(ann.drain())
        .endsWith(new Fact("1"), new Note("2"), new Fact("3"), new Note("4"), new Fact("5"));
  }

  @Test
  void whatIsNotRecordedDoesNotWait() {
    TestClient ann = rooms.join("lobby", "ann");
    store.holdsAppend = true;
    ann.send(new Fact("news"));

    assertThat(ann.ask(new Note("meanwhile")).recorded()).isNull();
    answerAll();
  }

  @Test
  void whoComesWhileTheHistoryOpensWaitsAndItsCommandsWithIt() {
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    store.holdsOpen = true;
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.send(new Fact("early"), "ref");
    assertThat(ann.heard()).isEmpty();

    answerAll();

    assertThat(ann.hello().position().offset()).isZero();
    assertThat(bob.answers("ref")).containsExactly(new Replied("ref", 1L));
    assertThat(ann.next(Fact.class).text()).isEqualTo("early");
    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "joined bob");
  }

  @ParameterizedTest
  @EnumSource
  void whoResumesWhileOthersSpeakHearsAllOfItOnceAndInOrder(Effect effect) {
    store.effect = effect;
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    bob.send(new Fact("heard"));
    ann.crash();
    bob.send(new Fact("missed"));
    store.holdsSince = true;

    TestClient back = ann.rejoin();
    bob.send(new Fact("meanwhile 1"));
    bob.send(new Fact("meanwhile 2"));
    assertThat(back.heard()).isEmpty();
    answerAll();
    bob.send(new Fact("live"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(Recordings.of(ann, back)).isEqualTo(Recordings.of(bob));
  }

  /** The event waits in the turn in which the answer comes, and is stored in an instant. */
  @Test
  void whatIsSaidInTheTurnInWhichAClientComesBackIsHeardOnce() {
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    bob.send(new Fact("one"));
    ann.crash();
    store.holdsSince = true;
    TestClient back = ann.rejoin();

    rooms.execute(
        "lobby",
        room -> {
          room.execute(() -> room.hub().broadcast(new Fact("two")));
          store.answer(); // is heard in the same turn as "two" is said
        });
    bob.send(new Fact("three"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(Recordings.of(ann, back)).isEqualTo(Recordings.of(bob)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBeingKeptWhileAClientComesBackIsHeardOnce(Effect effect) {
    store.effect = effect;
    TestClient bob = rooms.join("lobby", "bob");
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    bob.send(new Fact("missed"));
    store.holdsAppend = true;
    bob.send(new Fact("being kept"));

    TestClient back = ann.rejoin();
    answerAll();
    store.holdsAppend = false;
    bob.send(new Fact("live"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain(Fact.class))
        .containsExactly(new Fact("missed"), new Fact("being kept"), new Fact("live"));
    assertThat(Recordings.of(ann, back)).isEqualTo(Recordings.of(bob));
  }

  @ParameterizedTest
  @EnumSource
  void aNewcomerHearsWhatIsKeptAfterItsGreeting(Effect effect) {
    store.effect = effect;
    TestClient bob = rooms.join("lobby", "bob");
    store.holdsAppend = true;
    bob.send(new Fact("being kept"));

    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.hello().position().offset()).isZero();
    answerAll();

    assertThat(Recordings.of(ann)).isEqualTo(Recordings.of(bob)).hasSize(1);
  }

  @Test
  void whoGoesWhileItsPastIsLookedUpNeverJoins() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    store.holdsSince = true;
    TestClient back = ann.rejoin();

    back.crash();
    answerAll();

    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "left ann");
  }

  @Test
  void whoComesBackTwiceAtOnceIsThereOnce() {
    TestClient ann = rooms.join("lobby", "ann");
    store.holdsSince = true;
    TestClient second = ann.rejoin();
    TestClient third = ann.rejoin();

    answerAll();

    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
    assertThat(second.isOpen()).isFalse();
    assertThat(third.isOpen()).isTrue();
    assertThat(third.hello().recovered()).isTrue();
  }

  @Test
  void aRoomIsNotEmptyWhileSomebodyIsOnTheWayIn() {
    TestClient ann = rooms.join("lobby", "ann");
    Position was = ann.position();
    ann.crash();
    rooms.advance(Duration.ofSeconds(55));
    store.holdsSince = true;
    TestClient back = ann.rejoin();
    rooms.advance(Duration.ofSeconds(8));

    answerAll();

    assertThat(back.hello().position()).isEqualTo(was);
    rooms.advance(Duration.ofMinutes(5));
    assertThat(back.isOpen()).isTrue();
  }

  @Test
  void whoIsRemovedWhileItsCommandIsKeptIsNotAnswered() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    store.holdsAppend = true;
    ann.send(new Fact("last words"), "ref");
    ann.crash();

    answerAll();

    assertThat(bob.next(Fact.class).text()).isEqualTo("last words");
    assertThat(ann.answers("ref")).isEmpty();
  }

  @Test
  void whoGivesUpDuringTheLookUpDoesNotKeepTheRoomOpen() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    store.holdsSince = true;
    ann.rejoin().crash();
    answerAll();

    rooms.advance(Duration.ofMinutes(3));

    assertThat(rooms.rooms().all()).isEmpty();
  }
}
