package dev.rtcrooms.cluster;

import static dev.rtcrooms.cluster.TwoNodesTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people in one room notice when a node, the network or the storage fails. */
class FaultsTest {

  private static final Duration LEASE_ENDS = Duration.ofSeconds(13);

  private boolean featuresFail;

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          3, () -> RtcRooms.builder().feature(Chat::new).feature(this::presence), JsonCodec::new);

  private Presence presence(Room room) {
    if (featuresFail) {
      throw new IllegalStateException("A dependency is away");
    }
    return new Presence(room);
  }

  @Test
  void aKilledHomeHasASuccessorThatKnowsEverything() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    ann.send(new Say("before"), "1");
    nodes.kill(0);
    nodes.advance(Duration.ofSeconds(6));

    assertThat(bob.closedWith()).isEqualTo(CloseReason.MOVED);
    TestClient again = nodes.rejoin(bob, 1);
    nodes.advance(LEASE_ENDS);
    assertThat(again.next(Hello.class).recovered()).isTrue();
    TestClient annAgain = nodes.rejoin(ann, 2);
    assertThat(annAgain.next(Hello.class).recovered()).isTrue();
    again.send(new Say("after"));
    assertThat(texts(annAgain)).containsExactly("after");
    TestClient cat = nodes.join(2, "lobby", "cat");
    assertThat(cat.next(ChatLog.class).toString()).contains("before", "after");
  }

  @Test
  void aRetryIsSaidOnceAlthoughTheHomeDied() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    bob.send(new Say("retry-1", "once"), "1");
    nodes.kill(0);
    nodes.advance(Duration.ofSeconds(6));

    TestClient again = nodes.rejoin(bob, 2);
    nodes.advance(LEASE_ENDS);
    again.send(new Say("retry-1", "once"), "2");
    nodes.settle();
    assertThat(again.answers("2")).hasSize(1);
    assertThat(texts(again)).isEmpty();
    assertThat(texts(ann)).containsExactly("once");
  }

  @Test
  void aKilledNodesClientsLeaveTheRoom() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    nodes.join(1, "lobby", "bob");
    nodes.kill(1);

    ann.send(new Say("anybody?"));
    nodes.advance(Duration.ofSeconds(30));
    assertThat(ann.isOpen()).isTrue();
    assertThat(nodes.rooms(0).clientsOf("bob")).isEmpty();
  }

  @Test
  void aHomeThatStoodStillForLongIsNotTheHomeAnyMore() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    ann.send(new Say("one"));
    nodes.freeze(0);
    nodes.advance(Duration.ofSeconds(20));
    assertThat(bob.closedWith()).isEqualTo(CloseReason.MOVED);
    TestClient again = nodes.rejoin(bob, 1);
    nodes.advance(Duration.ofSeconds(1));
    again.send(new Say("two"));
    ann.send(new Say("lost"), "late");

    nodes.thaw(0);
    nodes.advance(Duration.ofSeconds(3));
    assertThat(ann.closedWith()).matches(CloseReason::shouldReconnect);
    assertThat(texts(ann)).containsExactly("one");
    assertThat(ann.heard(Replied.class)).hasSize(0);
    TestClient annAgain = nodes.rejoin(ann, 0);
    nodes.advance(Duration.ofSeconds(1));
    assertThat(annAgain.next(Hello.class).recovered()).isTrue();
    assertThat(texts(annAgain)).containsExactly("two");
  }

  @Test
  void aHomeThatStoodStillForAMomentGoesOn() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.freeze(0);
    nodes.advance(Duration.ofSeconds(3));
    bob.send(new Say("wait for it"));
    nodes.thaw(0);
    nodes.advance(Duration.ofSeconds(1));

    assertThat(bob.isOpen()).isTrue();
    assertThat(texts(ann)).containsExactly("wait for it");
  }

  @Test
  void aHomeThatIsCutOffStandsStill() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    nodes.cluster().cutOff(TestNodes.name(0));
    nodes.advance(Duration.ofSeconds(9));
    ann.send(new Say("unheard"), "1");
    nodes.advance(Duration.ofSeconds(5));
    assertThat(ann.answers("1")).isEmpty();

    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.advance(Duration.ofSeconds(1));
    bob.send(new Say("first"));
    nodes.cluster().reconnect(TestNodes.name(0));
    nodes.advance(Duration.ofSeconds(5));
    assertThat(ann.closedWith()).matches(CloseReason::shouldReconnect);
    TestClient again = nodes.rejoin(ann, 2);
    nodes.advance(Duration.ofSeconds(1));
    assertThat(texts(again)).containsExactly("first");
  }

  @Test
  void roomsGoOnAfterAnOutageOfTheStorage() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(0, "lobby", "bob");
    ann.send(new Say("one"));
    for (int node = 0; node < 3; node++) {
      nodes.cluster().cutOff(TestNodes.name(node));
    }
    nodes.advance(Duration.ofSeconds(20));
    for (int node = 0; node < 3; node++) {
      nodes.cluster().reconnect(TestNodes.name(node));
    }
    TestClient cat = nodes.join(1, "lobby", "cat");
    nodes.advance(Duration.ofSeconds(8));

    assertThat(ann.isOpen()).isTrue();
    assertThat(bob.isOpen()).isTrue();
    cat.send(new Say("two"));
    assertThat(texts(ann)).containsExactly("one", "two");
    assertThat(cat.next(ChatLog.class).toString()).contains("one");
  }

  @Test
  void aRoomWhoseFeaturesFailedOnceOpensAgain() {
    for (int node = 0; node < 3; node++) { // any node may be the next home
      featuresFail = true;
      nodes.rooms(node).open(TestRooms.id("lobby"));
      nodes.settle();
      assertThat(nodes.rooms(node).all()).isEmpty();
    }
    featuresFail = false;

    TestClient ann = nodes.join(0, "lobby", "ann");
    assertThat(ann.next(Hello.class).member().user().id()).isEqualTo("ann");
  }

  @Test
  void aLostFrameBreaksTheLinkAndNobodyMissesAnything() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.cluster().loseFrames(1);
    ann.send(new Say("lost on the way"));
    nodes.cluster().loseFrames(0);
    ann.send(new Say("breaks the link"));
    nodes.advance(Duration.ofSeconds(2));

    assertThat(bob.closedWith()).isEqualTo(CloseReason.MOVED);
    TestClient again = nodes.rejoin(bob, 1);
    nodes.advance(Duration.ofSeconds(1));
    assertThat(again.next(Hello.class).recovered()).isTrue();
    assertThat(texts(again)).containsExactly("lost on the way", "breaks the link");
  }

  @Test
  void whoResumesIsToldThatTheStorageHasLostEvents() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    ann.send(new Say("one"));
    ann.send(new Say("two"));
    nodes.cluster().loseNewest(1);
    nodes.kill(0);
    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.advance(LEASE_ENDS);
    bob.send(new Say("instead of two"));

    TestClient again = nodes.rejoin(ann, 2);
    nodes.advance(Duration.ofSeconds(1));
    assertThat(again.next(Hello.class).recovered()).isFalse();
  }

  @Test
  void aLivingRoomGoesOnNumberingAfterTheStorageWasEmptied() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    ann.send(new Say("one"));
    nodes.cluster().flush();
    nodes.advance(Duration.ofSeconds(4));
    ann.send(new Say("two"));
    nodes.advance(Duration.ofSeconds(4));

    assertThat(texts(bob)).containsExactly("one", "two");
    assertThat(ann.isOpen()).isTrue();
  }

  /** Those of the beginning of a lease, too, which tell a node what it has lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRoomThatAnotherNodeHasTakenEndsWhicheverAnswersAreLost(long seed) {
    try (TestNodes seeded =
        TestNodes.of(2, () -> RtcRooms.builder().feature(Chat::new), JsonCodec::new).seeded(seed)) {
      TestClient ann = seeded.join(0, "lobby", "ann");
      seeded.cluster().flush();
      TestClient bob = seeded.join(1, "lobby", "bob");
      seeded.cluster().loseAnswers(0.5);
      seeded.advance(Duration.ofSeconds(5));
      seeded.cluster().loseAnswers(0);
      seeded.advance(LEASE_ENDS);

      assertThat(ann.closedWith()).isEqualTo(CloseReason.MOVED);
      assertThat(bob.isOpen()).isTrue();
      assertThat(seeded.rooms(0).find(TestRooms.id("lobby"))).isEmpty();
    }
  }

  @Test
  void aDeletionReachesAStorageThatWasAwayJustThen() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    long message = ann.ask(new Say("a secret")).recorded();
    nodes.cluster().delay(Duration.ofMillis(200));
    ann.send(new Delete(message));
    while (ann.heard(Deleted.class).isEmpty()) {
      nodes.advance(Duration.ofMillis(1));
    }
    nodes.cluster().cutOff(TestNodes.name(0)); // before the deletion of the text arrives
    nodes.cluster().delay(Duration.ZERO);
    nodes.advance(Duration.ofSeconds(3));
    nodes.cluster().reconnect(TestNodes.name(0));
    assertThat(past()).contains("a secret");

    nodes.advance(Duration.ofSeconds(15));
    assertThat(past()).doesNotContain("a secret");
  }

  /** What the storage has of the room. */
  private String past() {
    CompletionStage<List<Recorded>> past =
        nodes.call("lobby", room -> room.history().before(Long.MAX_VALUE, 100));
    nodes.settle();
    return past.toCompletableFuture().join().toString();
  }
}
