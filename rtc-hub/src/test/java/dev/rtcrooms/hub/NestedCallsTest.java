package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Features that change the room while they are told of a change. */
class NestedCallsTest {

  /** Does one thing to each client as it joins, before the other features have heard of it. */
  private static TestRooms whereJoiningMeans(Consumer<Client> task) {
    return TestRooms.with(
        RtcRooms.builder()
            .secret("a secret of the tests")
            .feature(
                room ->
                    new Feature() {
                      @Override
                      public void joined(Client client) {
                        task.accept(client);
                      }
                    })
            .feature(Witness::new)
            .feature(Echo::new, Note.TYPE, Fact.TYPE));
  }

  @Test
  void whoIsDisconnectedAsItJoinsHasJoinedAndLeftForAllFeatures() {
    try (TestRooms rooms = whereJoiningMeans(client -> client.disconnect(CloseReason.REMOVED))) {
      TestClient ann = rooms.join("lobby", "ann");

      assertThat(ann.closedWith()).isEqualTo(CloseReason.REMOVED);
      assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "left ann");
    }
  }

  @Test
  void whoIsUnregisteredAsItJoinsHasJoinedAndLeftForAllFeatures() {
    try (TestRooms rooms = whereJoiningMeans(client -> client.room().hub().unregister(client))) {
      rooms.join("lobby", "ann");

      assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "left ann");
      assertThat(Echo.clients(rooms, "lobby")).isZero();
    }
  }

  @Test
  void whoLosesItsGrantsAsItJoinsHasJoinedAndLeftForAllFeatures() {
    try (TestRooms rooms = whereJoiningMeans(client -> client.renew(Grants.none()))) {
      TestClient ann = rooms.join("lobby", "ann");

      assertThat(ann.closedWith()).isEqualTo(CloseReason.NOT_ALLOWED);
      assertThat(Witness.of(rooms, "lobby")).containsExactly("joined ann", "left ann");
    }
  }

  @Test
  void whoIsGivenMoreAsItJoinsHasJoinedFirst() {
    try (TestRooms rooms = whereJoiningMeans(client -> client.renew(client.grants().with("own")))) {
      rooms.join("lobby", "ann");

      assertThat(Witness.of(rooms, "lobby")).hasSize(2).first().isEqualTo("joined ann");
    }
  }

  @Test
  void aRoomThatIsClosedAsSomebodyJoinsIsGone() {
    try (TestRooms rooms =
        whereJoiningMeans(client -> client.room().close(CloseReason.ROOM_CLOSED))) {
      TestClient ann = rooms.join("lobby", "ann");

      assertThat(ann.closedWith()).isEqualTo(CloseReason.ROOM_CLOSED);
      assertThat(rooms.rooms().all()).isEmpty();
      assertThat(rooms.time().pending()).isZero();
    }
  }

  @Test
  void whatIsSaidAboutARecordingFollowsIt() {
    Feature.Factory commentator =
        room ->
            new Feature() {
              @Override
              public void recorded(Event event, long offset) {
                if (event instanceof Fact fact && fact.text().length() < 5) {
                  room.hub().broadcast(new Fact(fact.text() + "!"));
                }
              }
            };
    try (TestRooms rooms = TestRooms.with(Echo.builder().feature(commentator))) {
      TestClient ann = rooms.join("lobby", "ann");

      ann.ask(new Fact("so"));

      assertThat(ann.drain(Fact.class))
          .isEqualTo(List.of(new Fact("so"), new Fact("so!"), new Fact("so!!"), new Fact("so!!!")));
      assertThat(Recordings.of(ann)).hasSize(4);
    }
  }

  @Test
  void clientsThatGoBecauseAnotherWentGoOnceEach() {
    try (TestRooms rooms = TestRooms.with(Echo.builder().feature(Chain::new))) {
      TestClient ann = rooms.join("lobby", "ann");
      rooms.join("lobby", "bob");
      rooms.join("lobby", "cid");

      ann.leave();

      assertThat(Echo.clients(rooms, "lobby")).isZero();
      String order = rooms.call("lobby", room -> room.feature(Chain.class).order);
      assertThat(order).isEqualTo("left ann, left bob, left cid, ");
    }
  }

  /** When one leaves, all leave. */
  private static final class Chain implements Feature {
    private final Room room;
    private String order = "";

    Chain(Room room) {
      this.room = room;
    }

    @Override
    public void left(Client client) {
      order += "left " + client.user().id() + ", ";
      List.copyOf(room.hub().clients()).forEach(other -> other.disconnect(CloseReason.REMOVED));
    }
  }
}
