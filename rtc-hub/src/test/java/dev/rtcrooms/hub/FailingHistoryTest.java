package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A history store that fails, or never answers, loses the events of an append and stalls nothing.
 */
class FailingHistoryTest {

  private LateHistory store;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time -> {
            store = new LateHistory(time);
            return Echo.builder().feature(Witness::new).history(store);
          });

  private static String code(List<Event> answers) {
    assertThat(answers).hasSize(1);
    return ((Refused) answers.get(0)).refusal().code();
  }

  @Test
  void anEventThatIsNotKeptIsRefusedAndHeardByNobody() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    store.holdsAppend = true;
    ann.send(new Fact("lost"), "first");
    ann.send(new Fact("kept"), "second");

    store.fail();
    rooms.settle();
    assertThat(bob.heard(Fact.class)).isEmpty();
    store.answer();
    rooms.settle();

    assertThat(code(ann.answers("first"))).isEqualTo(Refusal.NOT_RECORDED);
    assertThat(ann.answers("second")).containsExactly(new Replied("second", 1L));
    assertThat(bob.drain(Fact.class)).containsExactly(new Fact("kept"));
  }

  @Test
  void aStoreThatThrowsStallsNothing() {
    TestClient ann = rooms.join("lobby", "ann");
    store.throwsAtOnce = true;
    assertThat(ann.refusal(new Fact("lost")).code()).isEqualTo(Refusal.NOT_RECORDED);
    assertThat(ann.ask(new Note("hi")).recorded()).isNull();

    store.throwsAtOnce = false;
    assertThat(ann.ask(new Fact("kept")).recorded()).isEqualTo(1);
  }

  @Test
  void storedEventsAndFailedAppendsAreCounted() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Fact("kept"));
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Fact("also"));
          room.hub().broadcast(new Fact("kept"));
        });
    store.throwsAtOnce = true;
    ann.refusal(new Fact("lost"));

    assertThat(rooms.rooms().stats().storedEvents()).isEqualTo(3);
    assertThat(rooms.rooms().stats().failedAppends()).isEqualTo(2); // and that the end is told
    store.throwsAtOnce = false;
    store.holdsAppend = true;
    ann.send(new Fact("late"));
    Runnable late = store.lose();
    rooms.advance(Duration.ofSeconds(10));
    late.run();
    rooms.settle();

    assertThat(rooms.rooms().stats().storedEvents()).isEqualTo(3);
    assertThat(rooms.rooms().stats().failedAppends()).isEqualTo(3);
  }

  @Test
  void anAppendThatNeverEndsIsGivenUpAndTheNextIsTried() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    store.holdsAppend = true;
    ann.send(new Fact("lost"), "first");
    ann.send(new Fact("kept"), "second");
    Runnable lost = store.lose();
    store.holdsAppend = false;

    rooms.advance(Duration.ofSeconds(10));

    assertThat(code(ann.answers("first"))).isEqualTo(Refusal.NOT_RECORDED);
    assertThat(ann.answers("second")).hasSize(1).hasOnlyElementsOfType(Replied.class);
    assertThat(bob.drain(Fact.class)).containsExactly(new Fact("kept"));
    lost.run();
    rooms.settle();
    assertThat(ann.answers("first")).hasSize(1);
    bob.hearsNo(Fact.class);
  }

  @Test
  void whatTheHostSaysIsHeardThoughItIsNotKept() {
    TestClient ann = rooms.join("lobby", "ann");
    store.throwsAtOnce = true;

    rooms.execute("lobby", room -> room.hub().broadcast(new Fact("unnumbered")));

    assertThat(ann.next(Fact.class).text()).isEqualTo("unnumbered");
    assertThat(Recordings.of(ann)).isEmpty();
  }

  @Test
  void aRefusedCommandLeavesNoHole() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Fact("kept"));
    store.throwsAtOnce = true;
    bob.refusal(new Fact("lost"));
    store.throwsAtOnce = false;
    ann.crash();
    bob.ask(new Fact("kept again"));

    TestClient back = ann.rejoin();

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain(Fact.class)).containsExactly(new Fact("kept again"));
  }

  @Test
  void anEventThatIsStoredThoughItsAppendFailedReachesNobody() {
    store.effect = LateHistory.Effect.WHEN_ASKED;
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.crash();
    store.holdsAppend = true;
    bob.send(new Fact("refused"), "first");
    store.fail();
    store.holdsAppend = false;
    rooms.settle();
    assertThat(code(bob.answers("first"))).isEqualTo(Refusal.NOT_RECORDED);

    TestClient back = ann.rejoin();
    bob.ask(new Fact("kept"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain(Fact.class)).containsExactly(new Fact("kept"));
    assertThat(Recordings.of(back)).isEqualTo(Recordings.of(bob));
  }

  @Test
  void anEventOfTheHostIsTriedTwice() {
    TestClient ann = rooms.join("lobby", "ann");
    store.holdsAppend = true;
    rooms.execute("lobby", room -> room.hub().broadcast(new Fact("kept")));
    store.fail();
    rooms.settle();
    assertThat(ann.heard(Fact.class)).isEmpty();

    store.answer();
    rooms.settle();

    assertThat(ann.drain(Fact.class)).containsExactly(new Fact("kept"));
    assertThat(ann.position().offset()).isEqualTo(1);
  }

  @Test
  void whoWasThereWhenAnEventOfTheHostWasNotKeptIsNotRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Fact("kept"));
    ann.crash();
    store.throwsAtOnce = true;
    rooms.execute("lobby", room -> room.hub().broadcast(new Fact("unnumbered")));
    store.throwsAtOnce = false;
    assertThat(ann.rejoin().hello().recovered()).isFalse();
    bob.ask(new Fact("kept again"));

    assertThat(bob.rejoin().hello().recovered()).isTrue();
    TestClient dan = rooms.arrival("lobby", "dan").resuming(ann.position()).join();
    assertThat(dan.hello().recovered()).isFalse();
    TestClient cid = rooms.join("lobby", "cid");
    cid.crash();
    assertThat(cid.rejoin().hello().recovered()).isTrue();
  }

  @Test
  void aPastThatCannotBeReadIsNotReplayed() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    store.throwsAtOnce = true;
    TestClient back = ann.rejoin();
    assertThat(back.heard()).isEmpty();

    rooms.advance(Duration.ofSeconds(10));

    assertThat(back.hello().recovered()).isFalse();
  }

  @Test
  void aPastThatCannotBeReadForAWhileIsReplayedWhole() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.crash();
    bob.ask(new Fact("missed"));
    store.throwsAtOnce = true;
    TestClient back = ann.rejoin();
    rooms.advance(Duration.ofSeconds(3));
    assertThat(back.heard()).isEmpty();
    store.throwsAtOnce = false;
    bob.ask(new Fact("meanwhile"));

    rooms.advance(Duration.ofSeconds(1));
    bob.ask(new Fact("live"));

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.drain(Fact.class))
        .containsExactly(new Fact("missed"), new Fact("meanwhile"), new Fact("live"));
  }

  @Test
  void aPastThatNeverComesIsNotWaitedFor() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    store.holdsSince = true;
    TestClient back = ann.rejoin();
    assertThat(back.heard()).isEmpty();
    Runnable lost = store.lose();

    rooms.advance(Duration.ofSeconds(10));
    assertThat(back.hello().recovered()).isFalse();

    lost.run();
    rooms.settle();
    assertThat(back.isOpen()).isTrue();
  }

  @Test
  void aRoomWhosePastCannotBeOpenedTellsItsClientsToComeBack() {
    rooms.settle();
    store.throwsAtOnce = true;
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.heard()).isEmpty();
    assertThat(ann.closedWith().shouldReconnect()).isTrue();
    assertThat(ann.closedWith().text()).contains("history unavailable");
    assertThat(rooms.rooms().all()).isEmpty();

    store.throwsAtOnce = false;
    assertThat(ann.rejoin().isOpen()).isTrue();
  }

  @Test
  void aPastThatNeverOpensIsNotWaitedFor() {
    rooms.settle();
    store.holdsOpen = true;
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.heard()).isEmpty();

    rooms.advance(Duration.ofSeconds(10));

    assertThat(ann.closedWith().shouldReconnect()).isTrue();
    assertThat(rooms.rooms().all()).isEmpty();
  }

  @Test
  void aStoreThatLostEventsIsBelievedAndTheRoomGoesOn() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Fact("old"));
    ann.ask(new Fact("lost by the store"));
    ann.crash();
    store.losesAfter(1);

    assertThat(bob.ask(new Fact("new")).recorded()).isEqualTo(3);

    assertThat(bob.drain(Fact.class)).hasSize(3);
    TestClient early = rooms.arrival("lobby", "cid").resuming(ann.position()).join();
    assertThat(early.hello().recovered()).isTrue();
    assertThat(early.drain(Fact.class)).containsExactly(new Fact("new"));
    Position gone = new Position(ann.position().epoch(), 1);
    assertThat(rooms.arrival("lobby", "dan").resuming(gone).join().hello().recovered()).isFalse();
  }
}
