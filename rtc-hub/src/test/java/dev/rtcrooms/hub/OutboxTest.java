package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits for a client that is not ready. */
class OutboxTest {

  private static final int KIB = 1024;
  private static final String ONE_KIB = "x".repeat(KIB);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .limits(
                  Limits.builder()
                      .outboxBytes(200 * KIB)
                      .outboxAge(Duration.ofSeconds(10))
                      .forLoadTests()
                      .build()));

  private void say(int notes) {
    for (int n = 0; n < notes; n++) {
      Note note = new Note(n + ":" + ONE_KIB);
      rooms.execute("lobby", room -> room.hub().broadcast(note));
    }
  }

  private static List<String> numbers(List<Note> notes) {
    return notes.stream().map(note -> note.text().substring(0, note.text().indexOf(':'))).toList();
  }

  private static List<String> numbersTo(int end) {
    return IntStream.range(0, end).mapToObj(String::valueOf).toList();
  }

  @Test
  void whatWaitsIsHeardInOrderOnceTheClientReadsAgain() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    say(150);
    ann.hearsNo(Note.class);
    int before = ann.frames().size();

    ann.resume();

    assertThat(numbers(ann.drain(Note.class))).isEqualTo(numbersTo(150));
    assertThat(ann.frames().size() - before).isLessThan(10);
  }

  @Test
  void aFrameHoldsNoMoreThanItsLimit() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    say(150);
    ann.resume();

    assertThat(ann.frames()).allSatisfy(frame -> assertThat(bytes(frame)).isLessThan(65 * KIB));
  }

  private static int bytes(Batch frame) {
    return frame.messages().stream().mapToInt(m -> m.event().toString().length()).sum();
  }

  @Test
  void aMessageThatIsLargerThanAFrameGoesOutAlone() {
    TestClient ann = rooms.join("lobby", "ann");
    Note large = new Note("x".repeat(100 * KIB));
    ann.stall();
    say(2);
    rooms.execute("lobby", room -> room.hub().broadcast(large));
    say(2);

    ann.resume();

    assertThat(ann.drain(Note.class)).hasSize(5).contains(large);
    assertThat(ann.frames())
        .anySatisfy(
            frame -> {
              assertThat(frame.messages()).hasSize(1);
              assertThat(frame.messages().get(0).event()).isEqualTo(large);
            });
  }

  @Test
  void whoFallsBehindByTooManyBytesIsCutOffAndTheOthersAreNot() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.stall();

    say(150);
    assertThat(ann.isOpen()).isTrue();
    say(150);

    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
    assertThat(numbers(bob.drain(Note.class))).hasSize(300);
  }

  @Test
  void whoTakesTooLongIsCutOffAndTheOthersAreNot() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.stall();
    say(1);

    rooms.advance(Duration.ofSeconds(9));
    assertThat(ann.isOpen()).isTrue();

    rooms.advance(Duration.ofSeconds(2));
    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
    assertThat(bob.isOpen()).isTrue();
  }

  @Test
  void aWriteThatNeverEndsIsFoundOutByTheHubsOwnDeadline() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.vanish();
    say(1);

    rooms.advance(Duration.ofSeconds(11));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void aFirstWriteThatNeverEndsIsFoundOutToo() {
    TestClient ann = rooms.arrival("lobby", "ann").suffering(new Fault.Vanish()).join();

    rooms.advance(Duration.ofSeconds(11));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
    assertThat(Echo.clients(rooms, "lobby")).isZero();
  }

  @Test
  void whoReadsInTimeStaysHoweverOftenItStalls() {
    TestClient ann = rooms.join("lobby", "ann");
    for (int n = 0; n < 5; n++) {
      ann.stall();
      say(100);
      rooms.advance(Duration.ofSeconds(8));
      ann.resume();
      assertThat(ann.drain(Note.class)).hasSize(100);
    }

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void ofWhatMayBeReplacedOnlyTheNewestOfEachKeyWaits() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    say(1);

    for (int n = 0; n <= 10_000; n++) {
      long value = n;
      rooms.execute("lobby", room -> room.hub().broadcast(level("x", value)));
      if (n % 1000 == 0) {
        rooms.execute("lobby", room -> room.hub().broadcast(level("y", value)));
      }
    }
    ann.resume();

    assertThat(ann.isOpen()).isTrue();
    assertThat(ann.drain(Level.class))
        .containsExactlyInAnyOrder(level("x", 10_000), level("y", 10_000));
  }

  private static Level level(String of, long value) {
    return new Level(of, value);
  }

  @Test
  void manyKeysAreBoundedLikeEverythingElse() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    say(1);

    rooms.execute(
        "lobby",
        room ->
            IntStream.range(0, 100_000).forEach(n -> room.hub().broadcast(level("key " + n, n))));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void inOneTurnAnEarlierLevelMayBeReplacedTheLastNever() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(level("x", 1));
          room.hub().broadcast(new Note("between"));
          room.hub().broadcast(level("x", 2));
        });

    assertThat(ann.drain(Note.class)).hasSize(1);
    assertThat(ann.latest(Level.class)).isEqualTo(level("x", 2));
  }

  @Test
  void whatIsNotReplacedKeepsItsOrderAmongLevels() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    say(1);
    for (int n = 1; n <= 5; n++) {
      int number = n;
      rooms.execute("lobby", room -> room.hub().broadcast(level("x", number)));
      rooms.execute("lobby", room -> room.hub().broadcast(new Fact("fact " + number)));
    }

    ann.resume();

    assertThat(ann.drain(Fact.class)).extracting(Fact::text).hasSize(5).isSorted();
    assertThat(ann.drain(Level.class)).containsExactly(level("x", 5));
  }

  @Test
  void aHundredThousandWritesThatEndAtOnceDoNotOverflowTheStack() {
    Limits oneByOne =
        Limits.builder()
            .outboundFrameBytes(1)
            .outboxBytes(Integer.MAX_VALUE)
            .outboxAge(Duration.ofSeconds(10))
            .build();
    try (TestRooms own = TestRooms.with(Echo.builder().limits(oneByOne))) {
      TestClient ann = own.join("lobby", "ann");
      ann.stall();
      own.execute(
          "lobby",
          room ->
              IntStream.range(0, 100_000).forEach(n -> room.hub().broadcast(new Note("n" + n))));
      int before = ann.frames().size();

      ann.resume();

      assertThat(ann.drain(Note.class)).hasSize(100_000);
      assertThat(ann.frames().size() - before).isEqualTo(100_000);
      assertThat(ann.isOpen()).isTrue();
    }
  }
}
