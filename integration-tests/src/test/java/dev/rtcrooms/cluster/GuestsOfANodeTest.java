package dev.rtcrooms.cluster;

import static dev.rtcrooms.cluster.TwoNodesTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of a node that is not the home of their room. */
class GuestsOfANodeTest {

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          2,
          () ->
              RtcRooms.builder()
                  .feature(Chat::new)
                  .feature(Moderation.with(options -> options.waiting(9, Duration.ofMinutes(10))))
                  .admission(
                      (user, room, role) ->
                          CompletableFuture.completedStage(
                              user.id().equals("mod")
                                  ? role.defaultGrants().with(Grants.MODERATE)
                                  : role.defaultGrants())),
          JsonCodec::new);

  @Test
  void theHomeAnswersAClientThatProbesItsConnection() {
    nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");

    bob.send(new Pong(), "probe");
    assertThat(bob.answers("probe")).hasSize(1).hasOnlyElementsOfType(Replied.class);
  }

  @Test
  void aClientThatHasWaitedForLongStays() {
    TestClient mod = nodes.join(0, "lobby", "mod");
    nodes.join(1, "lobby", "ann");
    mod.ask(new SetEntry(EntryMode.WAITING));
    TestClient bob = nodes.join(1, "lobby", "bob");
    assertThat(bob.isWaiting()).isTrue();
    nodes.advance(Duration.ofMinutes(3));

    mod.ask(new Admit("bob"));
    assertThat(bob.next(Hello.class).member().user().id()).isEqualTo("bob");
    nodes.advance(Duration.ofSeconds(20));
    assertThat(bob.isOpen()).isTrue();
  }

  @Test
  void aBusyLinkIsHealthyAlthoughEachFrameTakesTime() {
    nodes.cluster().delay(Duration.ofMillis(100));
    TestClient ann = nodes.join(0, "lobby", "ann");
    nodes.advance(Duration.ofSeconds(1));
    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.advance(Duration.ofSeconds(1));
    for (int n = 0; n < 200; n++) {
      ann.send(new Say("word " + n));
      nodes.advance(Duration.ofMillis(70));
    }
    nodes.advance(Duration.ofSeconds(1));

    assertThat(bob.isOpen()).isTrue();
    assertThat(texts(bob)).hasSize(200);
  }

  @Test
  void aNodeThatTheStorageDoesNotAnswerSendsClientsAway() {
    nodes.join(0, "lobby", "ann");
    nodes.cluster().cutOff(TestNodes.name(1));
    TestClient bob = nodes.join(1, "lobby", "bob");
    nodes.advance(Duration.ofSeconds(11));
    assertThat(bob.closedWith()).isEqualTo(CloseReason.MOVED);
  }

  @Test
  void clientsOfADrainedNodeLeaveOneAfterTheOtherAndItsRoomsMove() {
    TestClient ann = nodes.join(0, "red", "ann");
    TestClient bob = nodes.join(1, "red", "bob");
    nodes.join(1, "blue", "cat");
    List<TestClient> guests = List.of(nodes.join(0, "blue", "dan"), nodes.join(0, "blue", "eve"));
    CompletionStage<Void> drained = nodes.rooms(0).shutdown(Duration.ofSeconds(8));
    nodes.settle();

    assertThat(guests).filteredOn(TestClient::isOpen).as("at first").hasSize(1);
    assertThat(ann.isOpen()).isTrue();
    nodes.advance(Duration.ofSeconds(3));
    assertThat(guests).noneMatch(TestClient::isOpen);
    assertThat(bob.isOpen()).isTrue();
    nodes.advance(Duration.ofMillis(1_500));
    assertThat(ann.isOpen()).isFalse();
    assertThat(bob.isOpen()).as("a client of another node").isFalse();

    TestClient again = nodes.rejoin(bob, 1);
    nodes.advance(Duration.ofSeconds(1));
    assertThat(nodes.rooms(1).find(TestRooms.id("red"))).isPresent();
    nodes.advance(Duration.ofSeconds(9));
    assertThat(drained.toCompletableFuture()).isCompleted();
    assertThat(again.isOpen()).isTrue();
  }

  @Test
  void aDrainedNodeTakesNoRoom() {
    nodes.join(0, "red", "ann");
    nodes.join(0, "red", "bob");
    CompletionStage<Void> drained = nodes.rooms(0).shutdown(Duration.ofSeconds(8));
    nodes.settle();

    assertThat(nodes.join(0, "green", "cat").closedWith().code())
        .isEqualTo(CloseReason.SHUTTING_DOWN.code());
    assertThat(nodes.rooms(0).open(TestRooms.id("green")))
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.SHUTTING_DOWN));
    nodes.cluster().loseAnswers(1); // so that this node could not give back what it had claimed
    nodes.rooms(0).open(TestRooms.id("green"));
    nodes.settle();
    nodes.cluster().loseAnswers(0);
    CompletableFuture<Room> opened =
        nodes.rooms(1).open(TestRooms.id("green")).toCompletableFuture();
    nodes.settle();

    assertThat(opened).isCompleted();
    assertThat(nodes.rooms(1).find(TestRooms.id("green"))).contains(opened.join());
    assertThat(drained.toCompletableFuture()).as("the window has not passed").isNotCompleted();
  }

  /** 200 clients who leave within a second come back at 200 a second, and not all at once. */
  @Test
  void clientsOfALargeRoomComeBackAtThePaceAtWhichTheyWouldHaveLeft() {
    List<TestClient> clients =
        IntStream.range(0, 200).mapToObj(n -> nodes.join(n % 2, "red", "user " + n)).toList();
    clients.get(1).ask(new Say("before"));
    nodes.rooms(0).shutdown(Duration.ofSeconds(1), Duration.ofSeconds(1));
    nodes.settle();

    assertThat(clients).noneMatch(TestClient::isOpen);
    assertThat(clients)
        .extracting(client -> client.closedWith().retryAfter().orElseThrow().toMillis())
        .containsExactlyElementsOf(
            LongStream.range(0, 200).map(n -> 1_000 + n * 5).boxed().toList());
    TestClient first = nodes.rejoin(clients.get(0), 1);
    nodes.advance(Duration.ofSeconds(1));
    first.ask(new Say("after"));
    assertThat(first.hello().recovered()).isTrue();
    TestClient last = nodes.rejoin(clients.get(199), 1);
    assertThat(last.hello().recovered()).isTrue();
    assertThat(texts(last)).containsExactly("after");
  }

  @Test
  void clientsOfASmallRoomAreBackSoon() {
    TestClient ann = nodes.join(0, "red", "ann");
    TestClient bob = nodes.join(1, "red", "bob");
    nodes.rooms(0).shutdown(Duration.ofSeconds(20), Duration.ZERO);
    nodes.settle();

    assertThat(List.of(ann, bob))
        .extracting(client -> client.closedWith().retryAfter().orElseThrow().toMillis())
        .containsExactly(0L, 5L);
  }
}
