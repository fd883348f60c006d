package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RoomStats;
import dev.rtcrooms.Stats;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatsTest {

  private static final Duration CHECKED = Duration.ofSeconds(2);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .emptyRoomGrace(Duration.ofSeconds(10))
              .limits(
                  Limits.builder()
                      .forLoadTests()
                      .outboxAge(Duration.ofMinutes(10))
                      .memory(new MemoryLimits(1 << 20, 10_000, 1 << 20, 1 << 20))
                      .build()));

  private Stats stats() {
    return rooms.rooms().stats();
  }

  @Test
  void clientsAndPeopleAreCountedAndWhoLeftIsNot() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    rooms.join("attic", "bob");

    assertThat(stats().clients()).isEqualTo(4);
    assertThat(stats().people()).isEqualTo(3);
    assertThat(stats().rooms())
        .filteredOn(room -> room.room().equals(TestRooms.id("lobby")))
        .singleElement()
        .satisfies(
            room -> assertThat(List.of(room.clients(), room.people())).containsExactly(3, 2));
    ann.leave();
    assertThat(stats().people()).isEqualTo(3);
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.room("attic").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    Map<String, Long> events = stats().events();
    Map<String, Long> refusals = stats().refusals();
    assertThat(stats()).isEqualTo(new Stats(List.of(), 0, 0, 0, 0, 0, events, refusals));
    assertThat(refusals).hasSize(7).allSatisfy((code, count) -> assertThat(count).isZero());
  }

  @Test
  void eventsAreCountedByTypeWhoeverReceivesThem() {
    TestClient ann = rooms.join("lobby", "ann");
    for (String user : List.of("bob", "cid", "dan")) {
      rooms.join("lobby", user);
    }
    ann.send(new Note("to all"));
    ann.send(new Fact("to all, and stored"));
    rooms.execute(
        "lobby",
        room -> {
          Hub hub = room.hub();
          hub.broadcast(new Note("to few"), client -> client.user().id().equals("bob"));
          hub.broadcast(new Note("to most"), client -> !client.user().id().equals("bob"));
          hub.send(hub.clientsOf("cid").get(0), new Note("to one"));
        });

    assertThat(stats().events())
        .containsEntry("note", 4L)
        .containsEntry("fact", 1L)
        .containsEntry("hello", 4L)
        .containsEntry("said", 0L)
        .doesNotContainKey("say");
  }

  @Test
  void whatIsRefusedBeforeItIsHandledIsCountedByItsCode() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.sendFrame(
        new Inbound.Rejected(null, Refusal.of(Refusal.MALFORMED, "No JSON")),
        new Inbound.Rejected("1", Refusal.of(Refusal.MALFORMED, "No JSON")),
        new Inbound.Rejected("2", Refusal.ofField(Refusal.BAD_FIELD, "text", "Too long")),
        new Inbound.Rejected(null, Refusal.of("own-code", "As the codec of the host says")));
    ann.send(new Say("which nobody handles"));

    assertThat(stats().refusals())
        .containsEntry(Refusal.MALFORMED, 2L)
        .containsEntry(Refusal.BAD_FIELD, 1L)
        .containsEntry("other", 1L)
        .containsEntry(Refusal.RATE_LIMITED, 0L)
        .doesNotContainKeys("own-code", Refusal.UNSUPPORTED);
  }

  @Test
  void theHistoryOfARoomIsCountedInEventsAndBytes() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Fact("x".repeat(1000)));
    ann.send(new Fact("y"));

    RoomStats lobby = stats().rooms().get(0);

    assertThat(lobby.historyEvents()).isEqualTo(2);
    assertThat(lobby.historyBytes()).isBetween(1000L, 2000L);
  }

  @Test
  void whatWaitsForClientsThatShareItCountsOnceAndIsZeroAfterwards() {
    TestClient ann = rooms.join("lobby", "ann");
    List<TestClient> slow = List.of(rooms.join("lobby", "bob"), rooms.join("lobby", "cid"));
    slow.forEach(TestClient::stall);
    ann.send(new Note("in flight"));
    ann.send(new Note("x".repeat(5000)));
    rooms.advance(CHECKED);

    assertThat(stats().waitingBytes()).isBetween(5000L, 6000L);
    slow.forEach(TestClient::resume);
    rooms.advance(CHECKED);

    assertThat(stats().waitingBytes()).isZero();
    assertThat(stats().rooms().get(0).waitingDeliveries()).isZero();
    assertThat(stats().unreadBytes()).isZero();
  }

  @Test
  void theTimeForWhichTheOldestTaskRunsOrWaitsIsTold() {
    Duration[] lag = new Duration[2];
    rooms.execute(
        "lobby",
        room -> {
          rooms.time().advance(Duration.ofSeconds(3));
          room.execute(() -> {});
          rooms.time().advance(Duration.ofSeconds(1));
          lag[0] = stats().rooms().get(0).mailboxLag();
          room.execute(() -> lag[1] = stats().rooms().get(0).mailboxLag());
        });

    assertThat(lag).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
    assertThat(stats().rooms().get(0).mailboxLag()).isZero();
  }

  @Test
  void theTimeForWhichTheOldestDeliveryWaitsForItsLaneIsTold() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    TestClient ann = rooms.arrival("lobby", "ann").lane(tasks::add).join();
    rooms.advance(Duration.ofSeconds(5));
    ann.send(new Note("later"));
    rooms.advance(Duration.ofSeconds(1));

    assertThat(stats().rooms().get(0).laneLag()).isEqualTo(Duration.ofSeconds(6));
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    assertThat(stats().rooms().get(0).laneLag()).isZero();
  }

  @Test
  void ifTooMuchWaitsInAllThoseGoForWhomMostWaits() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient large = rooms.join("lobby", "large");
    TestClient eve = rooms.join("attic", "eve");
    TestClient small = rooms.join("attic", "small");
    large.stall();
    small.stall();
    ann.send(new Note("in flight"));
    eve.send(new Note("in flight"));
    eve.send(new Note("x".repeat(1000)));
    rooms.advance(CHECKED);
    for (int n = 0; n < 4; n++) {
      ann.send(new Note("x".repeat(3000)));
    }
    rooms.advance(CHECKED);

    assertThat(large.isOpen()).isFalse();
    assertThat(small.isOpen()).isTrue();
    assertThat(ann.isOpen()).isTrue();
    assertThat(stats().waitingBytes()).isBetween(1000L, 2000L);
  }

  /** They share what waits for them, so it is not too much. */
  @Test
  void aCrowdThatIsSlowTogetherStays() {
    TestClient ann = rooms.join("lobby", "ann");
    List<TestClient> crowd =
        IntStream.range(0, 50).mapToObj(n -> rooms.join("lobby", "user-" + n)).toList();
    for (TestClient one : crowd) {
      one.stall();
      ann.send(new Note("x".repeat(100))); // so that each one is busy since another turn
    }
    rooms.advance(CHECKED);

    assertThat(crowd).allMatch(TestClient::isOpen);
  }

  @Test
  void aRoomsFiguresDoNotShowItsId() {
    rooms.join("lobby", "ann");

    assertThat(stats().toString()).doesNotContain(TestRooms.id("lobby").toString());
  }
}
