package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that a feature answers later. */
class LaterAnswersTest {

  private final List<CompletableFuture<String>> stages = new ArrayList<>();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder().feature(room -> new Scripted((client, command) -> Result.later(stage()))));

  private CompletableFuture<String> stage() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    stages.add(stage);
    return stage;
  }

  private TestClient asking() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Publish(), "ref");
    assertThat(ann.answers("ref")).isEmpty();
    return ann;
  }

  private static String code(List<Event> answers) {
    assertThat(answers).hasSize(1);
    return ((Refused) answers.get(0)).refusal().code();
  }

  @Test
  void aCommandIsAnsweredWhenItsStageCompletes() {
    TestClient ann = asking();

    stages.get(0).complete("done");

    assertThat(ann.answers("ref")).containsExactly(new Replied("ref", null));
    assertThat(rooms.time().pending()).as("the heartbeat").isLessThanOrEqualTo(2);
  }

  @Test
  void aStageMayCompleteOnAnyThread() throws Exception {
    TestClient ann = asking();

    Thread other = new Thread(() -> stages.get(0).complete("done"));
    other.start();
    other.join();

    assertThat(ann.answers("ref")).hasSize(1);
  }

  @Test
  void othersAreAnsweredMeanwhile() {
    TestClient ann = asking();

    assertThat(ann.ask(new Fact("meanwhile")).recorded()).isEqualTo(1);
    ann.send(new Publish(), "second");
    stages.get(1).complete("done");

    assertThat(ann.answers("second")).hasSize(1);
    assertThat(ann.answers("ref")).isEmpty();
  }

  @Test
  void aRefusalOfTheStageIsTheAnswer() {
    TestClient ann = asking();

    stages.get(0).completeExceptionally(new RefusalException("own-code", "No"));

    assertThat(code(ann.answers("ref"))).isEqualTo("own-code");
  }

  @Test
  void aRefusalOfADependentStageIsTheAnswer() {
    CompletableFuture<String> source = new CompletableFuture<>();
    try (TestRooms own =
        TestRooms.with(
            Echo.builder()
                .feature(
                    room ->
                        new Scripted(
                            (client, command) -> Result.later(source.thenApply(s -> s)))))) {
      TestClient ann = own.join("lobby", "ann");
      ann.send(new Publish(), "ref");
      source.completeExceptionally(new RefusalException("own-code", "No"));

      assertThat(code(ann.answers("ref"))).isEqualTo("own-code");
    }
  }

  @Test
  void anyOtherFailureIsInternalAndSaysNoMore() {
    TestClient ann = asking();

    stages.get(0).completeExceptionally(new IllegalStateException("the password is 1234"));

    assertThat(code(ann.answers("ref"))).isEqualTo(Refusal.INTERNAL);
    assertThat(ann.heard(Refused.class).toString()).doesNotContain("1234");
  }

  @Test
  void aStageThatNeverCompletesIsGivenUp() {
    TestClient ann = asking();

    rooms.advance(Duration.ofMillis(9_999));
    assertThat(ann.answers("ref")).isEmpty();

    rooms.advance(Duration.ofMillis(1));
    assertThat(code(ann.answers("ref"))).isEqualTo(Refusal.INTERNAL);

    stages.get(0).complete("too late");
    assertThat(ann.answers("ref")).hasSize(1);
  }

  @Test
  void whoHasLeftIsNotAnswered() {
    TestClient ann = asking();
    ann.leave();
    int heard = ann.heard().size();

    stages.get(0).complete("done");

    assertThat(ann.heard()).hasSize(heard);
  }

  @Test
  void aRoomThatClosesWaitsForNoAnswer() {
    TestClient ann = asking();
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(ann.isOpen()).isFalse();
    assertThat(rooms.time().pending()).isZero();
  }
}
