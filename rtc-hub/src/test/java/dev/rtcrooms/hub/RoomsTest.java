package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Visit;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomsTest {

  private static final Limits TWO_ROOMS = Limits.builder().rooms(2).build();

  @RegisterExtension
  final TestRooms rooms = TestRooms.with(Echo.builder().feature(Witness::new).limits(TWO_ROOMS));

  @Test
  void allWhoAskForARoomAtOnceGetTheSame() throws Exception {
    AtomicInteger made = new AtomicInteger();
    int threads = 64;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Rooms real =
        Echo.builder()
            .feature(
                room -> {
                  made.incrementAndGet();
                  return new Echo(room);
                })
            .build()) {
      UUID id = UUID.randomUUID();
      CountDownLatch start = new CountDownLatch(1);
      List<CompletableFuture<Room>> asked =
          IntStream.range(0, threads)
              .mapToObj(
                  n ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            await(start);
                            return real.getOrCreate(id);
                          },
                          pool))
              .toList();
      start.countDown();
      Set<Room> got = asked.stream().map(CompletableFuture::join).collect(Collectors.toSet());

      assertThat(got).hasSize(1);
      Room room = got.iterator().next();
      room.call(() -> true).toCompletableFuture().get(60, TimeUnit.SECONDS);
      assertThat(made).hasValue(1);
      assertThat(real.all()).containsExactly(room);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNewRoomHasARandomId() {
    Room one = rooms.rooms().create();
    Room two = rooms.rooms().create();

    assertThat(one.id()).isNotEqualTo(two.id());
    assertThat(List.of(one, two))
        .allSatisfy(
            room -> {
              assertThat(room.id().version()).isEqualTo(4);
              assertThat(room.id().variant()).isEqualTo(2);
            });
  }

  @Test
  void aRoomIsFoundWhileItIsOpen() {
    assertThat(rooms.rooms().find(TestRooms.id("lobby"))).isEmpty();

    Room lobby = rooms.room("lobby");

    assertThat(rooms.rooms().find(TestRooms.id("lobby"))).containsSame(lobby);
    assertThat(rooms.rooms().getOrCreate(TestRooms.id("lobby"))).isSameAs(lobby);
    assertThat(rooms.rooms().all()).containsExactly(lobby);
    lobby.close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    assertThat(rooms.rooms().find(TestRooms.id("lobby"))).isEmpty();
  }

  @Test
  void noMoreRoomsAreOpenThanMayBe() {
    Room lobby = rooms.room("lobby");
    rooms.room("attic");

    assertThatThrownBy(() -> rooms.rooms().create())
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.TOO_MANY_ROOMS));
    assertThat(rooms.join("cellar", "ann").closedWith()).isEqualTo(CloseReason.TOO_MANY_ROOMS);
    assertThat(rooms.room("lobby")).isSameAs(lobby);

    lobby.close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    assertThat(rooms.join("cellar", "ann").isOpen()).isTrue();
  }

  @Test
  void aRoomThatIsClosedTellsEverybodyAndIsGone() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    Room lobby = rooms.room("lobby");
    Witness witness = rooms.call("lobby", room -> room.feature(Witness.class));
    CloseReason over = new CloseReason(4500, "the show is over");

    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("goodbye"));
          room.close(over);
          room.close(CloseReason.FAILED);
        });

    assertThat(ann.next(Note.class).text()).isEqualTo("goodbye");
    assertThat(wes.next(Note.class).text()).isEqualTo("goodbye");
    assertThat(ann.closedWith()).isEqualTo(over);
    assertThat(wes.closedWith()).isEqualTo(over);
    assertThat(witness.seen())
        .containsExactly("joined ann", "joined wes", "left ann", "left wes", "closed");
    assertThat(lobby.closed().toCompletableFuture()).isCompletedWithValue(over);
    assertThat(rooms.rooms().all()).isEmpty();
    assertThat(rooms.time().pending()).isZero();
  }

  @Test
  void aRoomThatIsOpenedAgainIsAnother() {
    TestClient before = rooms.join("lobby", "ann");
    Room lobby = rooms.room("lobby");
    lobby.close(CloseReason.ROOM_CLOSED);
    TestClient after = rooms.join("lobby", "ann");

    assertThat(rooms.room("lobby")).isNotSameAs(lobby);
    assertThat(after.position().epoch()).isNotEqualTo(before.position().epoch());
  }

  @Test
  void closingTheRoomsEndsAllOfThem() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("attic", "bob");

    rooms.rooms().close();
    rooms.rooms().close();
    rooms.settle();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.SHUTTING_DOWN);
    assertThat(bob.closedWith()).isEqualTo(CloseReason.SHUTTING_DOWN);
    assertThat(rooms.rooms().all()).isEmpty();
    assertThat(rooms.time().pending()).isZero();
    assertThatThrownBy(() -> rooms.rooms().create()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> rooms.rooms().getOrCreate(TestRooms.id("lobby")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoComesWhenTheRoomsAreClosedIsTurnedAway() {
    rooms.rooms().close();

    assertThat(rooms.join("lobby", "ann").closedWith()).isEqualTo(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void whoIsAdmittedOnlyWhenTheRoomsAreClosedIsTurnedAway() {
    CompletableFuture<Grants> admission = new CompletableFuture<>();
    try (TestRooms late =
        TestRooms.with(Echo.builder().admission((user, room, role) -> admission))) {
      TestClient ann = late.join("lobby", "ann");
      late.rooms().close();

      admission.complete(Role.PARTICIPANT.defaultGrants());

      assertThat(ann.closedWith()).isEqualTo(CloseReason.SHUTTING_DOWN);
    }
  }

  @Test
  void whoseAdmissionFailsBecauseTheRoomsAreClosedIsToldSo() {
    rooms.rooms().close();
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString());

    CompletableFuture<Visit> visit =
        rooms.rooms().visit(handshake.withPrincipal(() -> "ann")).toCompletableFuture();
    rooms.settle();

    assertThat(visit.handle((visited, refused) -> refused).join())
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.SHUTTING_DOWN));
  }

  @Test
  void aFeatureIsFoundByItsClass() {
    assertThat(Witness.of(rooms, "lobby")).isEmpty();
    assertThatThrownBy(() -> rooms.call("lobby", room -> room.feature(Scripted.class)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void theRoomsKnowTheirTypesAndLimits() {
    assertThat(rooms.rooms().messageTypes())
        .containsAll(MessageType.builtIn())
        .contains(Note.TYPE, Fact.TYPE)
        .isUnmodifiable();
    assertThat(rooms.rooms().limits())
        .usingRecursiveComparison()
        .ignoringFields("perUser") // which the kit changes
        .isEqualTo(TWO_ROOMS);
  }

  @Test
  void aTypeWhoseNameOrClassIsTakenIsRefused() {
    MessageType<Note> sameName = MessageType.of("say", Note.class, f -> new Note(""), (n, f) -> {});
    MessageType<Fact> sameClass =
        MessageType.of("fact-2", Fact.class, f -> new Fact(""), (n, f) -> {});

    assertThatThrownBy(() -> RtcRooms.builder().feature(Echo::new, sameName))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Echo.builder().feature(Echo::new, sameClass))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> RtcRooms.builder().secret("15 bytes, alas!"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RtcRooms.builder().emptyRoomGrace(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RtcRooms.builder().heartbeat(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMissingSecretNamesTheSetting() {
    String unset = System.getenv("RTC_ROOMS_NOBODY_SETS_THIS");
    byte[] none = null;

    assertThatThrownBy(() -> RtcRooms.builder().secret(unset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RTC_SECRET");
    assertThatThrownBy(() -> RtcRooms.builder().secret(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RTC_SECRET");
  }
}
