package dev.rtcrooms.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hosts that ask rooms of any node. */
class AskingRoomsTest {

  private static final UUID LOBBY = TestRooms.id("lobby");

  record Announce(String text) implements CustomCommand {}

  record Announced(String text) implements CustomEvent {}

  record Audience(int clients, String home) {}

  record Unknown(String text) implements CustomCommand {}

  record Undeclared(String text) implements CustomCommand {}

  private static final class Announcements implements Feature {
    private final Room room;
    private int asked;

    Announcements(Room room) {
      this.room = room;
    }

    @Override
    public Result asked(Command question) {
      if (!(question instanceof Announce announce)) {
        return Result.UNHANDLED;
      }
      asked++;
      Audience audience = new Audience(room.hub().clients().size(), room.streamId());
      return switch (announce.text()) {
        case "" -> throw new RefusalException("nothing-to-say", "Say something");
        case "bug" -> throw new IllegalStateException("a bug");
        case "nothing" -> Result.DONE;
        case "another" ->
            Result.later(
                CompletableFuture.failedStage(
                    new RefusalException(Refusal.ELSEWHERE, "Another room is on another node")));
        case "later" -> Result.later(CompletableFuture.completedStage(audience));
        case "never" -> Result.later(new CompletableFuture<>());
        default -> {
          room.hub().broadcast(new Announced(announce.text()));
          yield Result.reply(audience);
        }
      };
    }
  }

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(
          3,
          () ->
              RtcRooms.builder()
                  .feature(
                      Announcements::new,
                      MessageType.of("announce", Announce.class).withReply(Audience.class),
                      MessageType.of("announced", Announced.class).withDelivery(Delivery.RECORDED),
                      MessageType.of("unknown", Unknown.class)),
          JsonCodec::new);

  private CompletableFuture<Audience> ask(int node, String text) {
    var answer =
        nodes.rooms(node).ask(LOBBY, new Announce(text), Audience.class).toCompletableFuture();
    nodes.settle();
    return answer;
  }

  private static String code(CompletableFuture<?> answer) {
    assertThat(answer).isDone();
    Throwable failure = catchThrowable(answer::join);
    assertThat(failure.getCause()).isInstanceOf(RefusalException.class);
    return ((RefusalException) failure.getCause()).refusal().code();
  }

  @Test
  void aRoomAnswersTheHostOfAnyNode() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    TestClient bob = nodes.join(1, "lobby", "bob");
    for (int node = 0; node < 3; node++) {
      Audience audience = ask(node, "closing soon " + node).join();
      assertThat(audience.clients()).isEqualTo(2);
      assertThat(audience.home()).isEqualTo(room().streamId());
    }

    for (TestClient client : List.of(ann, bob)) {
      assertThat(client.heard(Announced.class))
          .extracting(Announced::text)
          .containsExactly("closing soon 0", "closing soon 1", "closing soon 2");
    }
    assertThat(ask(2, "later").join().clients()).isEqualTo(2);
  }

  private Room room() {
    return nodes.rooms(0).find(LOBBY).orElseThrow();
  }

  @Test
  void aHostMayNotWantAnAnswer() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    for (int node = 0; node < 2; node++) {
      CompletionStage<Void> done = nodes.rooms(node).ask(LOBBY, new Announce("hi"));
      nodes.settle();
      assertThat(done.toCompletableFuture()).isCompleted();
    }
    assertThat(ann.heard(Announced.class)).hasSize(2);
  }

  @Test
  void refusalsComeFromTheHome() {
    nodes.join(0, "lobby", "ann");
    for (int node = 0; node < 2; node++) {
      assertThat(code(ask(node, ""))).isEqualTo("nothing-to-say");
      assertThat(code(ask(node, "bug"))).isEqualTo(Refusal.INTERNAL);
      assertThat(code(ask(node, "nothing"))).as("no data").isEqualTo(Refusal.INTERNAL);
      var answer = nodes.rooms(node).ask(LOBBY, new Unknown("?")).toCompletableFuture();
      nodes.settle();
      assertThat(code(answer)).isEqualTo(Refusal.UNSUPPORTED);
    }
  }

  @Test
  void aRoomThatIsNotOpenIsNotOpened() {
    for (int node = 0; node < 3; node++) {
      assertThat(code(ask(node, "anybody?"))).isEqualTo(Refusal.NO_SUCH_ROOM);
      assertThat(nodes.rooms(node).all()).isEmpty();
    }
  }

  @Test
  void aClientCannotAskAsTheHostDoes() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    assertThat(ann.refusal(new Announce("I am the host")).code()).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void aQuestionThatWasNotDeclaredIsAMistake() {
    Rooms rooms = nodes.rooms(0);
    assertThatThrownBy(() -> rooms.ask(LOBBY, new Undeclared("?")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rooms.ask(LOBBY, new Unknown("?"), Audience.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withReply");
  }

  @Test
  void theAnswerFollowsTheStorageOfItsEvents() {
    TestClient ann = nodes.join(0, "lobby", "ann");
    nodes.cluster().delay(Duration.ofMillis(200));
    CompletableFuture<Audience> answer = ask(0, "stored");
    assertThat(answer).isNotDone();
    assertThat(ann.heard(Announced.class)).isEmpty();
    nodes.advance(Duration.ofSeconds(1));
    assertThat(answer).isCompleted();
    assertThat(ann.heard(Announced.class)).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotComeIsUnavailable() {
    nodes.join(0, "lobby", "ann");
    for (int node = 0; node < 2; node++) {
      CompletableFuture<Audience> answer = ask(node, "never");
      nodes.advance(Duration.ofSeconds(9));
      assertThat(answer).isNotDone();
      nodes.advance(Duration.ofSeconds(1));
      assertThat(code(answer)).isIn(Refusal.UNAVAILABLE, Refusal.INTERNAL);
    }
  }

  @Test
  void aHomeThatIsKilledDoesNotAnswer() {
    nodes.join(0, "lobby", "ann");
    nodes.freeze(0);
    CompletableFuture<Audience> answer = ask(1, "hello?");
    nodes.advance(Duration.ofSeconds(1));
    nodes.kill(0);
    nodes.advance(Duration.ofSeconds(10));
    assertThat(code(answer)).isEqualTo(Refusal.UNAVAILABLE);
    assertThat(nodes.rooms(1).all()).isEmpty();
  }

  @Test
  void aRoomThatMovesMeanwhileIsAskedAtItsNextHome() {
    nodes.join(0, "lobby", "ann");
    room().close(CloseReason.MOVED); // as soon as the mailbox runs
    var answer = nodes.rooms(1).ask(LOBBY, new Announce("hi"), Audience.class);
    nodes.settle();
    assertThat(answer.toCompletableFuture()).isNotDone();
    nodes.rooms(2).open(LOBBY);
    nodes.advance(Duration.ofMillis(200));

    assertThat(nodes.rooms(2).find(LOBBY)).isPresent();
    assertThat(answer.toCompletableFuture().join().clients()).isZero();
  }

  /** As the stage of {@code Rooms.open} fails that a feature awaits. */
  @Test
  void aFeatureThatRefusesWithElsewhereIsAskedOnce() {
    nodes.join(0, "lobby", "ann");
    for (int node = 0; node < 2; node++) {
      CompletableFuture<Audience> answer = ask(node, "another");
      assertThat(code(answer)).isEqualTo(Refusal.ELSEWHERE);
      assertThat(room().feature(Announcements.class).asked).isEqualTo(node + 1);
    }
  }

  @Test
  void aQuestionThatWaitsWhenTheRoomsEndIsUnavailable() {
    nodes.join(0, "lobby", "ann");
    CompletableFuture<Audience> local = ask(0, "never");
    CompletableFuture<Audience> remote = ask(1, "never");
    nodes.rooms(1).close();
    nodes.rooms(0).close();
    nodes.settle(); // no time passes

    assertThat(code(local)).isEqualTo(Refusal.UNAVAILABLE);
    assertThat(code(remote)).isEqualTo(Refusal.UNAVAILABLE);
  }

  @Test
  void whatIsLookedForWhenTheRoomsEndIsRefused() {
    nodes.join(0, "lobby", "ann");
    nodes.cluster().cutOff(TestNodes.name(1)); // which gets no answers
    CompletableFuture<Audience> answer = ask(1, "hello?");
    CompletableFuture<Room> opened = nodes.rooms(1).open(LOBBY).toCompletableFuture();
    CompletableFuture<List<NodeStatus>> described = nodes.rooms(1).nodes().toCompletableFuture();
    nodes.rooms(1).close();
    nodes.settle();

    assertThat(code(answer)).isEqualTo(Refusal.UNAVAILABLE);
    assertThat(code(opened)).isEqualTo(Refusal.UNAVAILABLE);
    assertThat(code(described)).isEqualTo(Refusal.UNAVAILABLE);
  }

  @Test
  void roomsThatHaveEndedRefuseAtOnce() {
    nodes.join(0, "lobby", "ann");
    nodes.rooms(1).close();
    nodes.settle();

    assertThat(code(ask(1, "hello?"))).isEqualTo(Refusal.SHUTTING_DOWN);
    CompletableFuture<Room> opened = nodes.rooms(1).open(LOBBY).toCompletableFuture();
    assertThat(code(opened)).isEqualTo(Refusal.SHUTTING_DOWN);
    CompletableFuture<List<NodeStatus>> described = nodes.rooms(1).nodes().toCompletableFuture();
    assertThat(code(described)).isEqualTo(Refusal.UNAVAILABLE);
  }

  @Test
  void nodesAreDescribed() {
    nodes.join(0, "lobby", "ann");
    nodes.join(1, "lobby", "bob");
    nodes.join(1, "games", "cat");
    nodes.rooms(2).shutdown(Duration.ofMinutes(1));
    for (int node = 0; node < 2; node++) {
      CompletionStage<List<NodeStatus>> described = nodes.rooms(node).nodes();
      nodes.settle();
      assertThat(described.toCompletableFuture().join())
          .startsWith(
              new NodeStatus(TestNodes.name(0), false, 1, 2, Optional.empty()),
              new NodeStatus(TestNodes.name(1), false, 1, 1, Optional.empty()));
    }

    nodes.cluster().cutOff(TestNodes.name(0));
    var unknown = nodes.rooms(0).nodes().toCompletableFuture();
    nodes.advance(Duration.ofSeconds(10));
    assertThat(code(unknown)).isEqualTo(Refusal.UNAVAILABLE);
  }

  @Test
  void roomsWithoutAClusterAnswerToo() throws InterruptedException {
    try (Rooms rooms =
        RtcRooms.builder()
            .feature(
                Announcements::new,
                MessageType.of("announce", Announce.class).withReply(Audience.class),
                MessageType.of("announced", Announced.class))
            .build()) {
      assertThat(code(rooms.ask(LOBBY, new Announce("hi"), Audience.class).toCompletableFuture()))
          .isEqualTo(Refusal.NO_SUCH_ROOM);
      rooms.getOrCreate(LOBBY);
      Audience audience =
          rooms.ask(LOBBY, new Announce("hi"), Audience.class).toCompletableFuture().join();
      assertThat(audience.clients()).isZero();
      assertThat(rooms.nodes().toCompletableFuture().join()).isEmpty();
      var waiting = rooms.ask(LOBBY, new Announce("never"), Audience.class).toCompletableFuture();
      rooms.close();
      assertThat(rooms.awaitClosed(Duration.ofSeconds(30))).isTrue();
      assertThat(code(waiting)).isEqualTo(Refusal.UNAVAILABLE);
      assertThat(code(rooms.ask(LOBBY, new Announce("hi"), Audience.class).toCompletableFuture()))
          .isEqualTo(Refusal.SHUTTING_DOWN);
    }
  }
}
