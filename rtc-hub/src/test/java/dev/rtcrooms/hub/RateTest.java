package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateTest {

  private static final int BURST = 20;
  private static final int PER_SECOND = 5;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .limits(Limits.builder().commandsPerSecond(PER_SECOND).commandBurst(BURST).build()));

  private static void send(TestClient client, int commands) {
    for (int n = 0; n < commands; n++) {
      client.send(new Note("note"), "ref");
    }
  }

  @Test
  void aBurstIsTakenAndWhatIsBeyondItIsRefused() {
    TestClient ann = rooms.join("lobby", "ann");

    send(ann, BURST + 5);

    assertThat(ann.drain(Replied.class)).hasSize(BURST);
    List<Refused> refused = ann.drain(Refused.class);
    assertThat(refused).hasSize(5);
    assertThat(refused)
        .allSatisfy(
            answer -> {
              assertThat(answer.ref()).isEqualTo("ref");
              assertThat(answer.refusal().code()).isEqualTo(Refusal.RATE_LIMITED);
            });
    assertThat(ann.drain(Note.class)).hasSize(BURST);
    assertThat(rooms.rooms().stats().refusals()).containsEntry(Refusal.RATE_LIMITED, 5L);
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void whoWaitsMaySendAgain() {
    TestClient ann = rooms.join("lobby", "ann");
    send(ann, BURST);
    rooms.advance(Duration.ofSeconds(2));

    send(ann, 2 * PER_SECOND + 1);

    assertThat(ann.drain(Replied.class)).hasSize(BURST + 2 * PER_SECOND);
    assertThat(ann.drain(Refused.class)).hasSize(1);
  }

  @Test
  void whoIsQuietForLongHasNoMoreThanOneBurst() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.advance(Duration.ofHours(1).plusSeconds(1));

    send(ann, BURST + 1);

    assertThat(ann.drain(Replied.class)).hasSize(BURST);
  }

  @Test
  void whoKeepsToTheRateIsNeverRefused() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 500; n++) {
      send(ann, 1);
      rooms.advance(Duration.ofMillis(1000 / PER_SECOND));
    }

    ann.hearsNo(Refused.class);
  }

  @Test
  void whoGoesOnFarBeyondItsRateIsCutOffAndTheOthersAreNot() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    send(ann, 10 * BURST);

    assertThat(ann.closedWith()).isEqualTo(CloseReason.FLOODING);
    assertThat(bob.ask(new Note("I am not disturbed")).recorded()).isNull();
  }

  @Test
  void whoKeepsFarBeyondItsRateIsCutOffThoughSomeOfItIsAlwaysTaken() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    for (int n = 0; n < 100; n++) {
      send(ann, ann.isOpen() ? 10 : 0);
      send(bob, 1);
      rooms.advance(Duration.ofMillis(700));
    }

    assertThat(ann.closedWith()).isEqualTo(CloseReason.FLOODING);
    assertThat(bob.isOpen()).isTrue();
  }

  /** They are carried out by nobody here, which is said of each that was let through. */
  @Test
  void ofWhatComesInSwarmsMoreIsTakenButNotWithoutEnd() {
    TestClient ann = rooms.join("lobby", "ann");
    int swarm = BURST * Candidate.TYPE.allowance();
    for (int n = 0; n < swarm + 3; n++) {
      ann.send(new Candidate("peer", 1, null));
    }

    assertThat(ann.drain(Refused.class))
        .extracting(answer -> answer.refusal().code())
        .containsExactlyElementsOf(
            Stream.concat(
                    Collections.nCopies(swarm, Refusal.UNSUPPORTED).stream(),
                    Collections.nCopies(3, Refusal.RATE_LIMITED).stream())
                .toList());
    rooms.advance(Duration.ofSeconds(1));
    send(ann, PER_SECOND + 1);
    assertThat(ann.drain(Replied.class)).hasSize(PER_SECOND);
  }

  @Test
  void oneClientsRateIsNotAnothers() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    send(ann, BURST + 1);

    send(bob, BURST);

    bob.hearsNo(Refused.class);
  }

  /** They hold no command that a limit would count. */
  @Test
  void blankFramesAreNoWorkForTheRoom() {
    Queue<Runnable> work = new ArrayDeque<>();
    Rooms own = Echo.builder().executor(work::add).build();
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());
    Receiver ann =
        own.accept(new HeldConnection(new TallyCodec()), handshake.withPrincipal(() -> "ann"));
    runAll(work);

    ann.receive(List.of(), 1);

    assertThat(work).isEmpty();
    own.close();
    runAll(work);
  }

  private static void runAll(Queue<Runnable> work) {
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }
}
