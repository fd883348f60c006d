package dev.rtcrooms.hub.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.Audit;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.Fact;
import dev.rtcrooms.hub.Note;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomListenerTest {

  private final Audit audit = new Audit();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .listener(audit)
              .limits(Limits.builder().clientsPerRoom(2).outboxBytes(1000).build())
              .admission(
                  (user, room, role) -> {
                    if (user.id().equals("eve")) {
                      throw new RefusalException(Refusal.NOT_ALLOWED, "not you");
                    }
                    return CompletableFuture.completedStage(Grants.of(Grants.JOIN));
                  }));

  @Test
  void theListenerLearnsOfARoomAndItsClients() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.leave();
    bob.crash();
    rooms.advance(Duration.ofMinutes(2));

    assertThat(audit.lines())
        .containsExactly(
            "opened",
            "ann joined",
            "bob joined",
            "ann left: left",
            "bob left: connection lost",
            "closed: room was empty");
  }

  @Test
  void aClosedRoomTellsOfEachClientBeforeItsEnd() {
    rooms.join("lobby", "ann");
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(audit.lines())
        .containsExactly("opened", "ann joined", "ann left: room closed", "closed: room closed");
  }

  @Test
  void whoIsNotLetInIsNamedWithTheReason() {
    rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    audit.lines();

    rooms.join("lobby", "cid");
    rooms.join("lobby", "eve");
    rooms.arrival("lobby", "dan").key("no uuid").join();

    assertThat(audit.lines())
        .containsExactly(
            "cid refused: room full", "eve refused: not you", "dan refused: no such room");
  }

  @Test
  void aRefusedPageIsARefusedEntry() {
    rooms.rooms().visit(Handshake.of(Role.PARTICIPANT, "no uuid"));
    rooms.settle();

    assertThat(audit.lines()).singleElement().asString().endsWith("refused: no such room");
  }

  @Test
  void commandsAreToldWithTheTimeUntilTheirAnswer() {
    TestClient ann = rooms.join("lobby", "ann");
    audit.lines();

    ann.send(new Note("hi"));
    ann.send(new Say("hi"));

    assertThat(audit.lines()).containsExactly("ann note 0 ms done", "ann say 0 ms not-allowed");
  }

  /** Each member sends one for each ping, and they would crowd out the rest. */
  @Test
  void answersToPingsAreNotTold() {
    TestClient ann = rooms.join("lobby", "ann");
    audit.lines();

    assertThat(ann.ask(new Pong()).recorded()).isNull();

    assertThat(audit.lines()).isEmpty();
  }

  @Test
  void aClientThatResumesIsToldApart() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob").send(new Fact("one"));
    ann.crash();
    ann.rejoin().crash();
    audit.lines();

    rooms.arrival("lobby", "ann").resuming(new Position("another-epoch", 7)).join();
    ann.rejoin();

    assertThat(audit.lines()).contains("ann resumed in vain", "ann joined");
  }

  @Test
  void aSlowClientIsToldOnceUntilItHasCaughtUp() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.stall();
    TestClient bob = rooms.join("lobby", "bob");
    for (int i = 0; i < 3; i++) {
      bob.send(new Note("x".repeat(300)));
    }
    audit.lines();

    rooms.advance(Duration.ofSeconds(3));
    assertThat(audit.lines()).containsExactly("ann slow: some bytes");

    ann.resume();
    rooms.advance(Duration.ofSeconds(2));
    ann.stall();
    bob.send(new Note("x"));
    rooms.advance(Duration.ofSeconds(7));
    assertThat(audit.lines()).containsExactly("bob note 0 ms done", "ann slow: no bytes");
  }

  @Test
  void aListenerThatThrowsStopsNothing() {
    try (TestRooms broken =
        TestRooms.with(
            Echo.builder()
                .listener(
                    new RoomListener() {
                      @Override
                      public void joined(Client client) {
                        throw new IllegalStateException("as the test wants it");
                      }
                    }))) {
      TestClient ann = broken.join("lobby", "ann");
      ann.send(new Note("hi"));

      assertThat(ann.next(Note.class).text()).isEqualTo("hi");
    }
  }

  /** On threads of the rooms' own, because the kit's executor has only the test's. */
  @Test
  void aListenerThatBlocksDelaysNoRoomAndLosesOnlyWhatIsBeyondItsQueue() throws Exception {
    CompletableFuture<Void> open = new CompletableFuture<>();
    try (Rooms real =
        RtcRooms.builder()
            .listener(
                new RoomListener() {
                  @Override
                  public void roomOpened(Room room) {
                    open.join();
                  }
                })
            .build()) {
      assertThat(real.create().call(() -> "ran").toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo("ran");
      open.complete(null);
    }
  }

  @Test
  void aFullQueueDropsAndCounts() {
    ListenerQueue queue = new ListenerQueue(List.of(audit), task -> {});
    for (int n = 0; n < ListenerQueue.MOST_WAITING + 3; n++) {
      queue.drained(Duration.ZERO);
    }

    assertThat(queue.dropped()).isEqualTo(3);
  }

  @Test
  void eachOfSeveralListenersIsToldThoughOneFails() {
    List<String> told = new ArrayList<>();
    RoomListener failing =
        new RoomListener() {
          @Override
          public void drained(Duration took) {
            told.add("first");
            throw new IllegalStateException("broken");
          }
        };
    RoomListener second =
        new RoomListener() {
          @Override
          public void drained(Duration took) {
            told.add("second");
          }
        };

    new ListenerQueue(List.of(failing, second), Runnable::run).drained(Duration.ZERO);

    assertThat(told).containsExactly("first", "second");
  }

  @Test
  void aRefusedEntryShowsNoRoom() {
    RefusedEntry entry =
        new RefusedEntry(
            Role.PARTICIPANT,
            Optional.of(UUID.fromString("0b7a3c52-93c8-4f0e-8a29-6a1a7c0f4a4e")),
            Optional.of("ann"),
            CloseReason.NOT_ALLOWED);

    assertThat(entry.toString()).doesNotContain("0b7a").doesNotContain("ann");
  }
}
