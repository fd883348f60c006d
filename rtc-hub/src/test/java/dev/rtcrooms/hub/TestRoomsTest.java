package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The test kit at work on the real rooms, as its users see it. */
class TestRoomsTest {

  private static final Set<Rooms> seen = new HashSet<>();

  @RegisterExtension
  static final TestRooms shared =
      TestRooms.with(Echo.builder().feature(Chat::new).feature(Viewers::new));

  private final TestRooms rooms = shared;

  @AfterAll
  static void eachTestHadRoomsOfItsOwn() {
    assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
  }

  @RepeatedTest(3)
  void eachTestHasFreshRoomsAtTheSameTimeWithTheSameIds() {
    assertThat(rooms.rooms().all()).isEmpty();
    seen.add(rooms.rooms());
    assertThat(rooms.time().now()).isEqualTo(VirtualTime.START);

    assertThat(rooms.join("lobby", "ann").id()).isEqualTo(idOfAFirstClient());
    rooms.advance(Duration.ofSeconds(5));
  }

  private static String idOfAFirstClient() {
    try (TestRooms other =
        TestRooms.with(Echo.builder().feature(Chat::new).feature(Viewers::new))) {
      return other.join("lobby", "ann").id();
    }
  }

  @Test
  void theExampleInTheHandbook() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.send(new Say("hi"));
    assertThat(bob.next(Said.class).text()).isEqualTo("hi");
    bob.vanish();
    rooms.advance(Duration.ofMinutes(1));
    assertThat(ann.latest(ViewerCount.class).participants()).isEqualTo(1);
  }

  @Test
  void aFailureShowsWhatWasSaidAndHeard() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    IntStream.range(0, 100).forEach(i -> ann.send(new Note("note " + i)));
    ann.send(new Say("x".repeat(1_000)));

    assertThatThrownBy(() -> bob.refusal(new Say("hi")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bob was not refused Say")
        .hasMessageContaining("before\n")
        .hasMessageContaining("ann sent Say[id=null, text=xxx")
        .hasMessageContaining("x…\n")
        .hasMessageContaining("bob sent Say[id=null, text=hi")
        .hasMessageContaining("ann heard Said")
        .message()
        .doesNotContain("note 1]");
    assertThatThrownBy(() -> bob.hearsNo(Said.class)).hasMessageContaining("bob sent Say");
  }

  @Test
  void aClientReadsEventsUpToTheOneItWaitsFor() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Note("1"));
    ann.send(new Fact("2"));
    ann.send(new Note("3"));

    assertThat(ann.next(Note.class, note -> note.text().equals("3")).text()).isEqualTo("3");
    assertThat(ann.drain(Note.class)).isEmpty();
    assertThat(ann.next(Fact.class).text()).isEqualTo("2");
    assertThatThrownBy(() -> ann.next(Note.class, note -> true))
        .hasMessageContaining("ann heard no Note");
  }

  @Test
  void aRoomCanBeNamedByItsId() {
    UUID id = UUID.fromString("0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4");

    assertThat(rooms.room(id.toString()).id()).isEqualTo(id);
    assertThat(TestRooms.id("0b7d2c1e-3f4a-4b5c-8d6e")).isNotEqualTo(id);
  }

  @Test
  void aClientReadsWhatItWantsAndTheRestStaysUnread() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Note("1"));
    ann.send(new Fact("2"));
    ann.send(new Note("3"));

    assertThat(ann.next(Fact.class).text()).isEqualTo("2");
    assertThat(ann.next(Note.class).text()).isEqualTo("1");
    assertThat(ann.latest(Note.class).text()).isEqualTo("3");
    assertThat(ann.latest(Note.class).text()).isEqualTo("3");
    ann.hearsNo(Note.class);
    assertThat(ann.drain()).first().isInstanceOf(Hello.class);
    assertThat(ann.drain()).isEmpty();
    assertThat(ann.heard(Note.class)).hasSize(2);
  }

  @Test
  void whatDoesNotHoldFailsTheTest() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Note("1"));

    assertThatThrownBy(() -> ann.next(Fact.class)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ann.latest(Fact.class)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ann.hearsNo(Note.class)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ann.ask(new Publish())).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> ann.refusal(new Note("2"))).isInstanceOf(AssertionError.class);
    assertThatThrownBy(ann::closedWith).isInstanceOf(AssertionError.class);
    assertThatThrownBy(ann::resume).isInstanceOf(IllegalStateException.class);
    ann.leave();
    assertThatThrownBy(() -> ann.send(new Note("3"))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTaskInAMailboxGivesItsResultOrItsFailure() {
    Room lobby = rooms.room("lobby");
    boolean same = rooms.call("lobby", room -> room == lobby);
    assertThat(same).isTrue();

    IllegalStateException failure = new IllegalStateException("as the test wants it");
    assertThatThrownBy(
            () ->
                rooms.execute(
                    "lobby",
                    room -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void guestsComeUnderTheirNames() {
    TestClient ann = rooms.arrival("lobby", "Ann").asGuest().join();

    assertThat(ann.member().user().name()).isEqualTo("Ann");
    assertThat(ann.member().user().id()).startsWith("guest-");
    assertThat(ann.rejoin().member().user()).isEqualTo(ann.member().user());
  }

  @Test
  void theSeedIsSetBeforeTheRoomsAreBuilt() {
    try (TestRooms other = TestRooms.with(Echo.builder()).seeded(2)) {
      String epoch = other.join("lobby", "ann").position().epoch();
      assertThat(epoch).isNotEqualTo(rooms.join("lobby", "ann").position().epoch());
      assertThatThrownBy(() -> other.seeded(3)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void anAnswerOnAnotherThreadIsNamedWithItsCure() {
    CompletableFuture<Grants> elsewhere = new CompletableFuture<>();
    TestRooms kit = TestRooms.with(Echo.builder().admission((user, room, role) -> elsewhere));
    TestClient ann = kit.join("lobby", "ann");

    assertThatThrownBy(() -> ann.ask(new Say("hi"))).hasMessageContaining("rooms.executor()");
    assertThatThrownBy(() -> ann.next(Hello.class)).hasMessageContaining("rooms.executor()");
    assertThatThrownBy(kit::close).hasMessageContaining("rooms.executor()");
  }

  @Test
  void anAnswerOnTheKitsExecutorIsInTime() {
    TestRooms[] kit = new TestRooms[1];
    kit[0] =
        TestRooms.with(
            Echo.builder()
                .feature(Chat::new)
                .admission(
                    (user, room, role) ->
                        CompletableFuture.supplyAsync(role::defaultGrants, kit[0].executor())));

    assertThat(kit[0].join("lobby", "ann").ask(new Say("hi"))).isNotNull();
    kit[0].close();
  }
}
