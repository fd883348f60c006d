package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that lost its connection is expected back for a while. */
class GraceTest {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final List<String> seen = new ArrayList<>();

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder().feature(Recorder::new));

  private final class Recorder implements Feature {

    Recorder(Room room) {}

    @Override
    public void joined(Client client) {
      seen.add((client.returned() ? "back " : "joined ") + client.user().id());
    }

    @Override
    public void left(Client client) {
      int code = client.closeReason().map(CloseReason::code).orElse(0);
      seen.add("left " + client.user().id() + " " + code);
    }

    @Override
    public void gone(Client client) {
      seen.add("gone " + client.user().id());
    }
  }

  @Test
  void whoComesBackInTimeIsNotGone() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.crash();
    rooms.advance(GRACE.minusMillis(1));
    ann = ann.rejoin();
    rooms.advance(Duration.ofMinutes(1));

    assertThat(seen).containsExactly("joined ann", "left ann 1006", "back ann");
    assertThat(ann.hello().grace()).isEqualTo(GRACE);
  }

  @Test
  void whoComesBackTooLateIsNew() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");
    ann.crash();
    rooms.advance(GRACE);
    ann.rejoin();

    assertThat(seen)
        .containsExactly("joined ann", "joined bob", "left ann 1006", "gone ann", "joined ann");
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 1006, 1011, 4000, 4001, 4003})
  void whoIsToldToReconnectIsExpected(int code) {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute("lobby", ann, client -> client.disconnect(new CloseReason(code, "")));
    assertThat(seen).containsExactly("joined ann", "left ann " + code);

    ann.rejoin();

    assertThat(seen).endsWith("back ann");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1003, 1009, 4500, 4501, 4504, 4507, 4509, 4512})
  void whoIsToldNotToIsGoneAtOnce(int code) {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute("lobby", ann, client -> client.disconnect(new CloseReason(code, "")));

    assertThat(seen).containsExactly("joined ann", "left ann " + code, "gone ann");
  }

  @Test
  void aConnectionThatIsReplacedIsBackAtOnce() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.rejoin();
    rooms.advance(Duration.ofMinutes(1));

    assertThat(seen).containsExactly("joined ann", "left ann 4502", "back ann");
  }

  @Test
  void withoutASessionKeyNobodyCanComeBack() {
    rooms.arrival("lobby", "ann").withoutSession().join().crash();

    assertThat(seen).containsExactly("joined ann", "left ann 1006", "gone ann");
  }

  @Test
  void aClientThatTheHostTakesOutIsGoneAtOnce() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.execute("lobby", ann, client -> client.room().hub().unregister(client));

    assertThat(seen).containsExactly("joined ann", "left ann 0", "gone ann");
  }

  @Test
  void whenTheRoomEndsAllAreGone() {
    rooms.join("lobby", "ann").crash();
    rooms.join("lobby", "bob");
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    rooms.settle();

    assertThat(seen)
        .containsExactly(
            "joined ann", "left ann 1006", "joined bob", "left bob 4500", "gone bob", "gone ann");
  }

  @Test
  void anEarlierConnectionCannotActForItsSuccessor() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    Client before = rooms.call("lobby", room -> room.hub().client(ann.id()).orElseThrow());
    TestClient back = ann.rejoin();

    rooms.execute(
        "lobby",
        room -> {
          assertThat(room.hub().unregister(before)).isFalse();
          assertThat(room.hub().register(before)).isFalse();
          room.hub().send(before, new Note("to the one before"));
        });
    before.execute(() -> seen.add("ran"));
    before.disconnect(CloseReason.REMOVED);
    ann.sendFrame();
    rooms.settle();

    assertThat(back.isOpen()).isTrue();
    assertThat(bob.isOpen()).isTrue();
    back.hearsNo(Note.class);
    assertThat(seen).doesNotContain("ran").doesNotContain("gone ann");
  }

  @Test
  void withoutAGraceNobodyIsExpected() {
    try (TestRooms strict =
        TestRooms.with(Echo.builder().clientGrace(Duration.ZERO).feature(Recorder::new))) {
      strict.join("lobby", "ann").crash();

      assertThat(seen).containsExactly("joined ann", "left ann 1006", "gone ann");
    }
  }
}
