package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A history store that fails, or never answers, loses the event and stalls nothing. */
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
  void whoWasThereWhenSomethingWasLostIsNotRecovered() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Fact("kept"));
    store.throwsAtOnce = true;
    bob.refusal(new Fact("lost"));
    store.throwsAtOnce = false;
    ann.crash();
    bob.ask(new Fact("kept again"));

    assertThat(ann.rejoin().hello().recovered()).isFalse();
    TestClient cid = rooms.join("lobby", "cid");
    cid.crash();
    assertThat(cid.rejoin().hello().recovered()).isTrue();
  }

  @Test
  void aPastThatCannotBeReadIsNotReplayed() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    store.holdsSince = true;
    TestClient back = ann.rejoin();

    store.fail();

    assertThat(back.hello().recovered()).isFalse();
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
  void aHistoryThatCannotBeOpenedDoesNotKeepTheRoomClosed() {
    rooms.settle();
    store.throwsAtOnce = true;
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    assertThat(ann.hello().recovered()).isFalse();
    ann.send(new Note("we can talk"));
    assertThat(bob.next(Note.class).text()).isEqualTo("we can talk");
    bob.crash();
    assertThat(bob.rejoin().hello().recovered()).isFalse();
  }

  @Test
  void aHistoryThatNeverOpensIsNotWaitedFor() {
    rooms.settle();
    store.holdsOpen = true;
    TestClient ann = rooms.join("lobby", "ann");
    assertThat(ann.heard()).isEmpty();

    rooms.advance(Duration.ofSeconds(10));

    assertThat(ann.hello().recovered()).isFalse();
    assertThat(ann.ask(new Note("hi")).recorded()).isNull();
  }

  @Test
  void whenAStoreHasLostThePastAllComeBackAndBeginAnew() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Fact("old"));
    ann.ask(new Fact("old too"));
    store.losePast(TestRooms.id("lobby"));

    bob.send(new Fact("new"));

    assertThat(List.of(ann, bob))
        .allSatisfy(client -> assertThat(client.closedWith().shouldReconnect()).isTrue())
        .allSatisfy(client -> assertThat(client.drain(Fact.class)).hasSize(2));
    TestClient back = ann.rejoin();
    assertThat(back.hello().recovered()).isFalse();
    assertThat(back.position().epoch()).isNotEqualTo(ann.position().epoch());
    assertThat(back.ask(new Fact("newer")).recorded()).isEqualTo(2);
    assertThat(back.rejoin().hello().recovered()).isTrue();
  }
}
