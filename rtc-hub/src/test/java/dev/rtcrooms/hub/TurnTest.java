package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Inbound.Accepted;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a room says in one turn goes out in one write. */
class TurnTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  private TestClient ann;
  private TestClient bob;
  private TestClient cid;

  @BeforeEach
  void threeAreInTheLobby() {
    ann = rooms.join("lobby", "ann");
    bob = rooms.join("lobby", "bob");
    cid = rooms.join("lobby", "cid");
    List.of(ann, bob, cid).forEach(TestClient::drain);
  }

  private static Batch lastFrame(TestClient client) {
    return client.frames().get(client.frames().size() - 1);
  }

  private static List<Event> events(Batch batch) {
    return batch.messages().stream().map(Outgoing::event).toList();
  }

  private static Client of(Hub hub, TestClient client) {
    return hub.clients().stream().filter(c -> c.id().equals(client.id())).findFirst().orElseThrow();
  }

  @Test
  void whatIsSaidInOneTurnIsOneWrite() {
    int before = ann.frames().size();

    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("1"));
          room.hub().broadcast(new Fact("2"));
          room.hub().broadcast(new Level("x", 3));
          room.hub().broadcast(new Note("4"));
        });

    assertThat(ann.frames()).hasSize(before + 1);
    assertThat(events(lastFrame(ann)))
        .containsExactly(new Note("1"), new Fact("2"), new Level("x", 3), new Note("4"));
  }

  @Test
  void whatAllHearIsOneObject() {
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("1"));
          room.hub().broadcast(new Fact("2"));
        });

    assertThat(lastFrame(ann)).isSameAs(lastFrame(bob)).isSameAs(lastFrame(cid));
  }

  @Test
  void aPrivateMessageStandsInItsPlaceAndLeavesTheOthersTheirSharedBatch() {
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("1"));
          room.hub().send(of(room.hub(), bob), new Note("for bob"));
          room.hub().broadcast(new Note("2"));
        });

    assertThat(events(lastFrame(bob)))
        .containsExactly(new Note("1"), new Note("for bob"), new Note("2"));
    assertThat(events(lastFrame(ann))).containsExactly(new Note("1"), new Note("2"));
    assertThat(lastFrame(ann)).isSameAs(lastFrame(cid));
  }

  @Test
  void aMessageThatSeveralHearInDifferentBatchesIsOneObject() {
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("1"));
          room.hub().send(of(room.hub(), bob), new Note("for bob"));
        });

    assertThat(lastFrame(bob).messages().get(0)).isSameAs(lastFrame(ann).messages().get(0));
  }

  @Test
  void whoHearsNothingInATurnIsNotWrittenTo() {
    int before = ann.frames().size();

    rooms.execute("lobby", room -> room.hub().send(of(room.hub(), bob), new Note("for bob")));

    assertThat(ann.frames()).hasSize(before);
    assertThat(bob.next(Note.class).text()).isEqualTo("for bob");
  }

  @Test
  void eachAudienceSharesABatchOfItsOwn() {
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient wim = rooms.watch("lobby", "wim");

    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("all"));
          room.hub().broadcast(new Note("inside"), Audience.PARTICIPANTS);
          room.hub().broadcast(new Note("outside"), Audience.WATCHERS);
          room.hub().broadcast(new Secret("inside too"));
        });

    assertThat(events(lastFrame(wes))).containsExactly(new Note("all"), new Note("outside"));
    assertThat(lastFrame(wes)).isSameAs(lastFrame(wim));
    assertThat(events(lastFrame(ann)))
        .containsExactly(new Note("all"), new Note("inside"), new Secret("inside too"));
    assertThat(lastFrame(ann)).isSameAs(lastFrame(bob));
  }

  @Test
  void theCommandsOfOneFrameAreOneTurn() {
    int before = bob.frames().size();

    ann.sendFrame(
        new Accepted(null, new Note("1")),
        new Accepted("ref", new Note("2")),
        new Accepted(null, new Note("3")));

    assertThat(bob.frames()).hasSize(before + 1);
    assertThat(events(lastFrame(bob))).containsExactly(new Note("1"), new Note("2"), new Note("3"));
    assertThat(lastFrame(bob)).isSameAs(lastFrame(cid));
    assertThat(events(lastFrame(ann)).subList(0, 2)).containsExactly(new Note("1"), new Note("2"));
    assertThat(ann.answers("ref")).hasSize(1);
  }

  @Test
  void whatCameBeforeTheMailboxRanIsOneTurn() {
    Room lobby = rooms.room("lobby");
    int before = ann.frames().size();

    IntStream.range(0, 50)
        .forEach(n -> lobby.execute(() -> lobby.hub().broadcast(new Note("note " + n))));

    assertThat(ann.drain(Note.class)).hasSize(50);
    assertThat(ann.frames()).hasSize(before + 1);
  }

  @Test
  void whoLeavesInATurnHearsWhatWasSaidBeforeAndNothingAfter() {
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Note("before"));
          room.hub().broadcast(new Fact("before"));
          room.hub().unregister(of(room.hub(), bob));
          room.hub().broadcast(new Note("after"));
        });

    assertThat(ann.drain(Note.class)).containsExactly(new Note("before"), new Note("after"));
    assertThat(bob.drain()).containsExactly(new Note("before"), new Fact("before"));
  }

  @Test
  void anEventWhoseTypeWasNotDeclaredIsNotSaid() {
    record Undeclared() implements CustomEvent {}

    assertThatThrownBy(() -> rooms.execute("lobby", room -> room.hub().broadcast(new Undeclared())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                rooms.execute(
                    "lobby", room -> room.hub().send(of(room.hub(), ann), new Undeclared())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void offsetsAreOnRecordedEventsOnlyAndRiseByOne() {
    rooms.execute(
        "lobby",
        room -> {
          room.hub().broadcast(new Fact("1"));
          room.hub().broadcast(new Note("-"));
          room.hub().broadcast(new Fact("2"));
          room.hub().send(of(room.hub(), ann), new Fact("private"));
        });

    assertThat(lastFrame(ann).messages().stream().map(m -> m.offset().orElse(-1)))
        .containsExactly(1L, -1L, 2L, -1L);
  }
}
