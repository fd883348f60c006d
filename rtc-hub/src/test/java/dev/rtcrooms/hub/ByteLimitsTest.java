package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.LimitsBuilder;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.Rate;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What clients send is bounded in bytes: for each of them, for a room, and for all. */
class ByteLimitsTest {

  private static final int KIB = 1024;

  private static TestRooms rooms(LimitsBuilder limits) {
    return TestRooms.with(Echo.builder().limits(limits.build()));
  }

  private static long carriedOut(Frames client, Runnable sending) {
    while (client.connection().free()) {}
    int before = client.connection().events().size();
    sending.run();
    while (client.connection().free()) {}
    return client.connection().events().stream()
        .skip(before)
        .filter(event -> event instanceof Note)
        .count();
  }

  @Test
  void aBurstOfLongFramesIsCutAtItsBytes() {
    try (TestRooms rooms = rooms(Limits.builder())) {
      Frames ann = new Frames(rooms, "lobby", "ann");

      long passed =
          carriedOut(
              ann,
              () -> {
                for (int n = 0; n < 256; n++) {
                  ann.send(new Note("x"), 12 * KIB);
                }
              });

      assertThat(passed).isEqualTo(256 / 12);
      assertThat(ann.connection().events())
          .filteredOn(event -> event instanceof Refused)
          .hasSize(256 - 256 / 12)
          .allSatisfy(
              event ->
                  assertThat(((Refused) event).refusal().code()).isEqualTo(Refusal.RATE_LIMITED));
    }
  }

  @Test
  void whoWaitsMaySendAsManyBytesAgainAsTheRateGives() {
    try (TestRooms rooms = rooms(Limits.builder().commandBytes(new Rate(64 * KIB, 128 * KIB)))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      ann.send(new Note("x"), 128 * KIB);
      rooms.advance(Duration.ofSeconds(1));

      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), 64 * KIB))).isEqualTo(1);
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), KIB))).isZero();
    }
  }

  @Test
  void whoKeepsSendingTooManyBytesIsCutOff() {
    try (TestRooms rooms = rooms(Limits.builder().commandBurst(20))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      for (int n = 0; n < 60; n++) {
        ann.send(new Note("x"), 60 * KIB);
      }

      assertThat(ann.connection().closed()).isEqualTo(CloseReason.FLOODING);
    }
  }

  @Test
  void aRoomTakesNoMoreBytesThanReadersCanFollowWhoeverSendsThem() {
    try (TestRooms rooms = rooms(Limits.builder())) {
      TestClient bob = rooms.join("lobby", "bob");
      for (int n = 0; n < 10; n++) {
        Frames one = new Frames(rooms, "lobby", "sender-" + n);
        one.send(new Note("x"), 100 * KIB);
      }

      assertThat(bob.drain(Note.class)).hasSize(5); // 512 KiB
    }
  }

  @Test
  void whatARoomSendsForOneOfItsClientsIsBounded() {
    Rate fanOut = new Rate(20 * KIB, 100 * KIB);
    try (TestRooms rooms = rooms(Limits.builder().fanOutBytes(fanOut))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      Frames alone = new Frames(rooms, "attic", "eve");
      for (int n = 1; n < 50; n++) {
        rooms.join("lobby", "reader-" + n);
      }

      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), 2 * KIB))).isEqualTo(1);
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), KIB / 8))).isZero();
      Frames bob = new Frames(rooms, "lobby", "reader-1");
      assertThat(carriedOut(bob, () -> bob.send(new Note("x"), KIB))).isEqualTo(1);
      assertThat(carriedOut(alone, () -> alone.send(new Note("x"), 100 * KIB))).isEqualTo(1);
      rooms.advance(Duration.ofSeconds(1));
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), 20 * KIB / 51))).isEqualTo(1);
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), KIB / 8))).isZero();
    }
  }

  /** Whoever reads 2 Mbit/s stays, whatever the others send within their limits. */
  @Test
  void nobodyWhoReadsIsLostInARoomOfFiftyWhenOneSendsAllItMay() {
    try (TestRooms rooms = rooms(Limits.builder())) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      List<TestClient> readers =
          IntStream.range(0, 50).mapToObj(n -> rooms.join("lobby", "reader-" + n)).toList();
      readers.forEach(TestClient::stall);
      for (int n = 0; n < 256; n++) {
        ann.send(new Note("x".repeat(12 * KIB)), 12 * KIB);
      }
      rooms.settle();

      readers.forEach(TestClient::resume);
      assertThat(readers).allMatch(TestClient::isOpen);
      assertThat(readers).allSatisfy(reader -> assertThat(reader.drain(Note.class)).hasSize(21));
    }
  }

  @Test
  void signalsGoToOneClientAndDoNotUseUpWhatTheRoomTakes() {
    try (TestRooms rooms = rooms(Limits.builder().roomBytes(new Rate(1, 10 * KIB)))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      ann.send(new Candidate("peer", 1, null), 100 * KIB);

      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), 10 * KIB))).isEqualTo(1);
    }
  }

  @Test
  void answersToPingsGoToNobodyAndDoNotUseUpWhatTheRoomTakes() {
    try (TestRooms rooms = rooms(Limits.builder().roomBytes(new Rate(1, 10 * KIB)))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      ann.send(new Pong(), 10 * KIB);

      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), 10 * KIB))).isEqualTo(1);
    }
  }

  @Test
  void aRoomTakesNoMoreCommandsThanItsRate() {
    try (TestRooms rooms = rooms(Limits.builder().roomCommands(new Rate(1, 5)))) {
      TestClient ann = rooms.join("lobby", "ann");
      TestClient bob = rooms.join("lobby", "bob");
      TestClient eve = rooms.join("attic", "eve");
      for (int n = 0; n < 3; n++) {
        ann.send(new Note("a"));
        bob.send(new Note("b"));
        eve.send(new Note("e"));
      }

      assertThat(ann.drain(Note.class)).hasSize(5);
      assertThat(bob.drain(Refused.class)).hasSize(1);
      assertThat(eve.drain(Note.class)).as("another room").hasSize(3);
    }
  }

  @Test
  void whatWaitsForTheRoomIsBoundedForEachClient() {
    try (TestRooms rooms = rooms(Limits.builder().unreadBytes(100 * KIB))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      TestClient bob = rooms.join("lobby", "bob");
      for (int n = 0; n < 4; n++) {
        ann.put(new Note("x"), 30 * KIB);
      }
      rooms.settle();

      assertThat(ann.connection().closed()).isEqualTo(CloseReason.FLOODING);
      assertThat(bob.isOpen()).isTrue();
    }
  }

  @Test
  void whatWaitsForAllRoomsIsBoundedAndWhoHasLittleWaitingStays() {
    MemoryLimits memory = new MemoryLimits(KIB, KIB * KIB, 100 * KIB, KIB * KIB);
    try (TestRooms rooms = rooms(Limits.builder().memory(memory))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      Frames bob = new Frames(rooms, "attic", "bob");
      Frames eve = new Frames(rooms, "cellar", "eve");
      ann.put(new Note("x"), 60 * KIB);
      eve.put(new Note("x"), 10 * KIB);
      bob.put(new Note("x"), 60 * KIB);
      eve.put(new Note("x"), KIB);
      rooms.settle();

      assertThat(bob.connection().closed()).isEqualTo(CloseReason.BUSY);
      assertThat(ann.connection().closed()).isNull();
      assertThat(eve.connection().closed()).isNull();
      ann.put(new Note("x"), 60 * KIB);
      rooms.settle();
      assertThat(ann.connection().closed()).as("all is read, and counts no more").isNull();
    }
  }

  /** Or the next room would begin with a budget that nobody uses. */
  @Test
  void whatWaitedForARoomThatEndedCountsNoMore() {
    MemoryLimits memory = new MemoryLimits(KIB, KIB * KIB, 100 * KIB, KIB * KIB);
    try (TestRooms rooms = rooms(Limits.builder().memory(memory))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
      ann.put(new Note("x"), 90 * KIB);
      rooms.settle();
      ann.put(new Note("x"), 90 * KIB);

      Frames bob = new Frames(rooms, "attic", "bob");
      bob.put(new Note("x"), 60 * KIB);
      rooms.settle();

      assertThat(bob.connection().closed()).isNull();
    }
  }

  @Test
  void blankFramesAreCountedAndALongOneAsMany() {
    try (TestRooms rooms = rooms(Limits.builder())) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      Frames bob = new Frames(rooms, "lobby", "bob");
      for (int n = 0; n < 100; n++) {
        ann.receiver().receive(List.of(), 1);
      }
      rooms.settle();
      assertThat(ann.connection().closed()).isNull();
      rooms.advance(Duration.ofSeconds(1));
      ann.receiver().receive(List.of(), 1);
      bob.receiver().receive(List.of(), 60 * KIB);
      bob.receiver().receive(List.of(), 60 * KIB);
      rooms.settle();

      assertThat(ann.connection().closed()).as("another second").isNull();
      assertThat(bob.connection().closed()).isEqualTo(CloseReason.FLOODING);
    }
  }

  @Test
  void whatAStoreThatHangsHasNotStoredIsBounded() {
    try (TestRooms rooms =
        TestRooms.with(
            time -> {
              LateHistory store = new LateHistory(time);
              store.holdsAppend = true;
              return Echo.builder()
                  .history(store)
                  .limits(Limits.builder().recorderBytes(10 * KIB).build());
            })) {
      TestClient ann = rooms.join("lobby", "ann");
      for (int n = 0; n < 12; n++) {
        ann.send(new Fact("x".repeat(KIB)), "ref-" + n);
      }

      assertThat(ann.answers("ref-7")).as("waits for the store").isEmpty();
      assertThat(ann.answers("ref-11"))
          .singleElement()
          .satisfies(
              answer ->
                  assertThat(((Refused) answer).refusal().code()).isEqualTo(Refusal.NOT_RECORDED));
    }
  }

  @Test
  void whatWaitsOnlyForTheEndOfATurnDoesNotCount() {
    try (TestRooms rooms =
        TestRooms.with(
            time -> Echo.builder().limits(Limits.builder().recorderBytes(10 * KIB).build()))) {
      TestClient ann = rooms.join("lobby", "ann");
      Inbound[] frame = new Inbound[12];
      for (int n = 0; n < frame.length; n++) {
        frame[n] = new Inbound.Accepted("ref-" + n, new Fact("x".repeat(KIB)));
      }
      ann.sendFrame(frame);

      for (int n = 0; n < frame.length; n++) {
        assertThat(ann.answers("ref-" + n)).singleElement().isInstanceOf(Replied.class);
      }
    }
  }
}
