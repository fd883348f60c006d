package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is broken harms nobody else: features, connections. Stores are in FailingHistoryTest. */
class TroubleTest {

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(Echo.builder().feature(room -> new Scripted.Broken()).feature(Witness::new));

  @Test
  void aFeatureThatThrowsStallsNothing() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.send(new Note("hi"));
    rooms.execute("lobby", bob, client -> client.renew(client.grants()));
    ann.leave();

    assertThat(bob.next(Note.class).text()).isEqualTo("hi");
    assertThat(Witness.of(rooms, "lobby"))
        .hasSize(4)
        .contains("joined ann", "joined bob", "left ann");
  }

  @Test
  void aFeatureThatCannotHandleACommandRefusesItAlone() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(ann.refusal(new Say("hi")).code()).isEqualTo(Refusal.INTERNAL);
    assertThat(ann.ask(new Note("hi")).recorded()).isNull();
  }

  @Test
  void aFeatureThatCannotCloseDoesNotKeepTheRoom() {
    rooms.join("lobby", "ann");
    Witness witness = rooms.call("lobby", room -> room.feature(Witness.class));

    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(rooms.rooms().all()).isEmpty();
    assertThat(witness.seen()).containsExactly("joined ann", "left ann", "closed");
  }

  @Test
  void aFeatureThatCannotBeMadeKeepsItsRoomClosedAndNoOther() {
    try (TestRooms broken =
        TestRooms.with(
            Echo.builder()
                .feature(
                    room -> {
                      if (room.id().equals(TestRooms.id("lobby"))) {
                        throw new IllegalStateException("as the test wants it");
                      }
                      return new Echo(room);
                    }))) {
      TestClient ann = broken.join("lobby", "ann");
      TestClient bob = broken.join("attic", "bob");

      assertThat(ann.closedWith()).isEqualTo(CloseReason.FAILED);
      assertThat(bob.isOpen()).isTrue();
      assertThat(broken.rooms().all()).hasSize(1);
    }
  }

  @Test
  void aConnectionThatThrowsIsLostAlone() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient cid = rooms.join("lobby", "cid");

    ann.suffer(new Fault.ThrowingWrites(new IllegalStateException("as the test wants it")));
    bob.send(new Note("hi"));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.LOST);
    assertThat(cid.next(Note.class).text()).isEqualTo("hi");
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(2);
  }

  @Test
  void aConnectionWhoseWritesFailIsLostAlone() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    ann.suffer(new Fault.FailingWrites(new IOException("as the test wants it")));
    bob.send(new Note("hi"));
    bob.send(new Note("ho"));

    assertThat(ann.closedWith()).isEqualTo(CloseReason.LOST);
    assertThat(bob.drain(Note.class)).containsExactly(new Note("hi"), new Note("ho"));
    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
  }

  @Test
  void aConnectionThatFailsWithItsFirstWriteIsLostAlone() {
    TestClient ann = rooms.join("lobby", "ann");

    TestClient bob =
        rooms
            .arrival("lobby", "bob")
            .suffering(new Fault.FailingWrites(new IOException("as the test wants it")))
            .join();

    assertThat(bob.closedWith()).isEqualTo(CloseReason.LOST);
    assertThat(ann.isOpen()).isTrue();
    assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "joined bob", "left bob");
  }
}
