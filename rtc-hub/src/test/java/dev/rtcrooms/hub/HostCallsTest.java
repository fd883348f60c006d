package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomSummary;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a host does in one line, from any thread: none of these calls is in a mailbox. */
class HostCallsTest {

  private static final AttributeKey<String> TITLE = AttributeKey.of("title", String.class);

  @RegisterExtension
  final TestRooms rooms = TestRooms.with(Echo.builder().feature(Moderation::new));

  @Test
  void anEventIsBroadcast() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    rooms.room("lobby").broadcast(new Note("from the host"));
    rooms.settle();

    assertThat(ann.next(Note.class).text()).isEqualTo("from the host");
    assertThat(bob.next(Note.class).text()).isEqualTo("from the host");
  }

  @Test
  void theClientsOfAUserAreFoundInAllRooms() {
    TestClient lobby = rooms.join("lobby", "ann");
    TestClient tab = rooms.watch("lobby", "ann");
    TestClient attic = rooms.join("attic", "ann");
    rooms.join("attic", "bob");

    assertThat(rooms.rooms().clientsOf("ann"))
        .extracting(Client::id)
        .containsExactly(lobby.id(), tab.id(), attic.id());
    lobby.leave();
    tab.crash();
    assertThat(rooms.rooms().clientsOf("ann")).extracting(Client::id).containsExactly(attic.id());
    rooms.room("attic").close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    assertThat(rooms.rooms().clientsOf("ann")).isEmpty();
    assertThat(rooms.rooms().clientsOf("nobody")).isEmpty();
  }

  @Test
  void aUserIsDisconnectedFromAllRooms() {
    TestClient lobby = rooms.join("lobby", "ann");
    TestClient attic = rooms.watch("attic", "ann");
    TestClient bob = rooms.join("attic", "bob");
    rooms.room("cellar").execute(Moderation.class, it -> it.entry(EntryMode.WAITING));
    rooms.settle();
    TestClient cellar = rooms.join("cellar", "ann");
    assertThat(cellar.isWaiting()).isTrue();

    rooms.rooms().disconnect("ann", CloseReason.UNAUTHENTICATED);
    rooms.settle();

    for (TestClient gone : List.of(lobby, attic, cellar)) {
      assertThat(gone.closedWith()).isEqualTo(CloseReason.UNAUTHENTICATED);
    }
    assertThat(bob.isOpen()).isTrue();
    int waiting = rooms.call("cellar", room -> room.feature(Moderation.class).waiting().size());
    assertThat(waiting).isZero();
  }

  @Test
  void aUserIsDisconnectedFromOneRoom() {
    TestClient lobby = rooms.join("lobby", "ann");
    TestClient attic = rooms.join("attic", "ann");

    rooms.room("lobby").disconnect("ann", CloseReason.REMOVED);
    rooms.settle();

    assertThat(lobby.closedWith()).isEqualTo(CloseReason.REMOVED);
    assertThat(attic.isOpen()).isTrue();
  }

  @Test
  void aSummaryCountsPeopleAndConnections() {
    Room lobby = rooms.room("lobby");
    rooms.advance(Duration.ofSeconds(5));
    rooms.join("lobby", "ann");
    TestClient tab = rooms.watch("lobby", "ann");
    rooms.join("lobby", "bob");
    lobby.setAttribute(TITLE, "The lobby");

    RoomSummary summary = rooms.rooms().summaries().get(0);
    assertThat(summary.id()).isEqualTo(lobby.id());
    assertThat(summary.people()).isEqualTo(2);
    assertThat(summary.connections()).isEqualTo(3);
    assertThat(summary.since()).isEqualTo(VirtualTime.START);
    assertThat(summary.attributes().get(TITLE)).contains("The lobby");
    assertThat(summary.toString()).doesNotContain(lobby.id().toString()).doesNotContain("The");

    tab.leave();
    assertThat(lobby.summary().people()).isEqualTo(2);
    assertThat(lobby.summary().connections()).isEqualTo(2);
    lobby.close(CloseReason.ROOM_CLOSED);
    rooms.settle();
    assertThat(lobby.summary().connections()).isZero();
    assertThat(rooms.rooms().summaries()).isEmpty();
  }

  @Test
  void anAttributeOfARoomIsChangedAndRemoved() {
    Room lobby = rooms.room("lobby");
    assertThat(lobby.attribute(TITLE)).isEmpty();
    lobby.setAttribute(TITLE, "one");
    lobby.setAttribute(TITLE, "two");
    assertThat(lobby.attribute(TITLE)).contains("two");
    AttributeKey<String> same = AttributeKey.of("title", String.class);
    assertThatThrownBy(() -> lobby.setAttribute(same, "three"))
        .isInstanceOf(IllegalArgumentException.class);
    lobby.setAttribute(TITLE, null);
    assertThat(lobby.attribute(TITLE)).isEmpty();
  }
}
