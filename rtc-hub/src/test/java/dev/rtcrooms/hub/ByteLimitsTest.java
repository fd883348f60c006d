package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.LimitsBuilder;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.Rate;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.ChatEvent;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SaidTo;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients send is bounded in bytes: for each of them, for a room, and for all. */
class ByteLimitsTest {

  private static final int KIB = 1024;

  /** At 2 Mbit/s a frame of 25,000 bytes takes so long. */
  private static final Duration FRAME_TIME = Duration.ofMillis(100);

  private static TestRooms rooms(LimitsBuilder limits) {
    return TestRooms.with(Echo.builder().limits(limits.build()));
  }

  /** What a room counts for each command besides its frame: 128 bytes, the user's id and name. */
  private static int added(String user) {
    return 128 + 2 * user.length();
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

      assertThat(bob.drain(Note.class)).hasSize(7); // 768 KiB
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

      int most = 2 * KIB - added("ann");
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), most))).isEqualTo(1);
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), KIB / 8))).isZero();
      Frames bob = new Frames(rooms, "lobby", "reader-1");
      assertThat(carriedOut(bob, () -> bob.send(new Note("x"), KIB))).isEqualTo(1);
      int mostAlone = 100 * KIB - added("eve");
      assertThat(carriedOut(alone, () -> alone.send(new Note("x"), mostAlone))).isEqualTo(1);
      rooms.advance(Duration.ofSeconds(1));
      int next = 20 * KIB / 51 - added("ann");
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), next))).isEqualTo(1);
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

  static Stream<Arguments> whatCountsMoreThanItsFrame() {
    String longest = "\u4e2d".repeat(User.MAX_NAME);
    return Stream.of(
        Arguments.of("a", "bob", new Say("x"), 25),
        Arguments.of(longest, "bob", new Say("x"), 25),
        Arguments.of(longest, "bob", new Say("x".repeat(100)), 124),
        Arguments.of("ann", "bob", new Say("x".repeat(3_900)), 3_924),
        Arguments.of("a", longest, new SayTo(null, longest, "x"), 228));
  }

  /** The sender floods the room, which lets through as much as it may, at once and for long. */
  @ParameterizedTest
  @MethodSource("whatCountsMoreThanItsFrame")
  void whoReadsTwoMegabitsPerSecondKeepsUpWithAllThatARoomLetsThrough(
      String sender, String reader, Command command, int bytes) {
    try (TestRooms rooms = TestRooms.with(floodable())) {
      Frames ann = new Frames(rooms, "lobby", sender);
      TestClient bob = rooms.join("lobby", reader);
      bob.suffer(new Fault.SlowReader(FRAME_TIME));
      int commands = Math.min(150, 1 + 40 * KIB / bytes);
      for (int burst = 0; burst < 30; burst++) {
        flood(ann, commands, command, bytes);
      }
      for (int more = 0; more < 30; more++) {
        rooms.advance(FRAME_TIME);
        flood(ann, commands, command, bytes);
      }
      rooms.advance(Duration.ofSeconds(5));

      assertThat(bob.isOpen()).isTrue();
      int counted = bytes + 128 + utf8(sender + sender) + (command instanceof SayTo ? 192 : 0);
      int most = Math.min(4_000 + 3 * 1_000, (768 + 3 * 192) * KIB / counted);
      assertThat(bob.drain(ChatEvent.class))
          .filteredOn(event -> event instanceof Said || event instanceof SaidTo)
          .hasSizeBetween(most - 1, most); // the parts of tokens may have been rounded
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Only the room's limits bound one sender. A reader of one frame after another has 2 Mbit/s. */
  private static RoomsBuilder floodable() {
    return RtcRooms.builder()
        .secret("a secret of the tests")
        .feature(Chat::new)
        .limits(
            Limits.builder()
                .commandsPerSecond(100_000)
                .commandBurst(100_000)
                .commandBytes(Rate.UNLIMITED)
                .outboundFrameBytes(25_000)
                .build());
  }

  private static void flood(Frames sender, int commands, Command command, int bytes) {
    for (int n = 0; n < commands; n++) {
      sender.put(command, bytes);
    }
    sender.settle();
    sender.connection().clear();
  }

  @Test
  void signalsGoToOneClientAndDoNotUseUpWhatTheRoomTakes() {
    try (TestRooms rooms = rooms(Limits.builder().roomBytes(new Rate(1, 10 * KIB)))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      ann.send(new Candidate("peer", 1, null), 100 * KIB);

      int most = 10 * KIB - added("ann");
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), most))).isEqualTo(1);
    }
  }

  @Test
  void answersToPingsGoToNobodyAndDoNotUseUpWhatTheRoomTakes() {
    try (TestRooms rooms = rooms(Limits.builder().roomBytes(new Rate(1, 10 * KIB)))) {
      Frames ann = new Frames(rooms, "lobby", "ann");
      ann.send(new Pong(), 10 * KIB);

      int most = 10 * KIB - added("ann");
      assertThat(carriedOut(ann, () -> ann.send(new Note("x"), most))).isEqualTo(1);
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
