package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.FreshIceServers;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credentials that end are renewed for those who stay. */
class IceServerRefreshTest {

  private static final Duration LIFE = Duration.ofHours(1);

  private static TestRooms rooms(StreamsFactory streams) {
    return TestRooms.with(RtcRooms.builder().secret("a secret of the test's own").feature(streams));
  }

  private static TestRooms rooms(IceServers servers) {
    return rooms(Streams.mesh(servers));
  }

  /** When the credentials of a client end, by their username. */
  private static Instant end(List<IceServer> servers) {
    String username = String.valueOf(servers.get(0).username());
    return Instant.ofEpochSecond(Long.parseLong(username.substring(0, username.indexOf(':'))));
  }

  @Test
  void newOnesComeAfterHalfToThreeQuartersOfTheOldOnesLife() {
    try (var rooms = rooms(IceServers.turn("secret", LIFE, "turn:turn.example"))) {
      var ann = rooms.join("lobby", "ann");
      rooms.advance(Duration.ofMinutes(10));
      var bob = rooms.watch("lobby", "bob");
      Instant annsEnd = end(ann.next(StreamsState.class).iceServers());
      Instant bobsEnd = end(bob.next(StreamsState.class).iceServers());

      for (int hour = 0; hour < 5; hour++) {
        annsEnd = renewed(rooms, ann, annsEnd);
        bobsEnd = renewed(rooms, bob, bobsEnd);
      }
    }
  }

  /** Goes on to the next renewal, unless it was heard already. */
  private static Instant renewed(TestRooms rooms, TestClient client, Instant end) {
    List<FreshIceServers> heard = client.drain(FreshIceServers.class);
    while (heard.isEmpty()) {
      assertThat(rooms.time().now()).isBefore(end.minus(LIFE.dividedBy(4)));
      rooms.advance(Duration.ofMinutes(1));
      heard = client.drain(FreshIceServers.class);
    }
    Instant next = end(heard.get(0).iceServers());
    Instant made = next.minus(LIFE);
    assertThat(made).isBetween(end.minus(LIFE.dividedBy(2)), end.minus(LIFE.dividedBy(4)));
    assertThat(heard).hasSize(1);
    return next;
  }

  @Test
  void thoseWithoutAnEndAreToldOnce() {
    try (var rooms = rooms(IceServers.stun("stun:stun.example"))) {
      var ann = rooms.join("lobby", "ann");
      rooms.advance(Duration.ofDays(2));
      ann.hearsNo(FreshIceServers.class);
    }
  }

  /** The kit fails a test that leaves a timer behind in a room. */
  @Test
  void nobodyLooksAfterThoseWhoHaveLeft() {
    List<String> asked = new ArrayList<>();
    IceServers servers =
        (user, at) -> {
          asked.add(user.id());
          return List.of();
        };
    try (var rooms = rooms(servers.ttl(LIFE))) {
      var ann = rooms.join("lobby", "ann");
      var bob = rooms.join("lobby", "bob");
      ann.leave();
      asked.clear();
      rooms.advance(LIFE.dividedBy(4));
      assertThat(asked).containsExactly("bob");
      bob.leave();
      asked.clear();
      rooms.advance(LIFE);
      assertThat(asked).isEmpty();
      rooms.join("lobby", "cid");
      rooms.advance(LIFE);
      assertThat(asked).contains("cid").doesNotContain("ann", "bob");
    }
  }

  @Test
  void aHostThatFailsIsAskedAgainAndTheOldOnesStayUntilThen() {
    boolean[] fails = {true};
    IceServers servers =
        (user, at) -> {
          if (fails[0]) {
            throw new IllegalStateException("as the test wants it");
          }
          return List.of(new IceServer(List.of("turn:turn.example"), "name", "password"));
        };
    try (var rooms = rooms(servers.ttl(LIFE))) {
      var ann = rooms.join("lobby", "ann");
      assertThat(ann.next(StreamsState.class).iceServers()).isEmpty();
      rooms.advance(LIFE.dividedBy(4));
      ann.hearsNo(FreshIceServers.class);
      fails[0] = false;
      rooms.advance(LIFE.dividedBy(4));
      assertThat(ann.next(FreshIceServers.class).iceServers()).hasSize(1);
      rooms.advance(LIFE.dividedBy(4));
      ann.hearsNo(FreshIceServers.class);
    }
  }

  @Test
  void whatBrowsersWouldNotTakeIsNeverTold() {
    for (IceServer bad :
        List.of(
            new IceServer(List.of("http://turn.example"), null, null),
            new IceServer(List.of("stun:stun.example", "turn:turn.example"), null, null),
            new IceServer(List.of("turn:turn.example"), "name", null))) {
      try (var rooms = rooms((user, at) -> List.of(bad))) {
        assertThat(rooms.join("lobby", "ann").next(StreamsState.class).iceServers()).isEmpty();
      }
    }
  }

  @Test
  void aHostMayAskForThemOnBehalfOfAPeerThatIsNoClient() {
    try (var rooms = rooms(IceServers.turn("secret", LIFE, "turn:turn.example"))) {
      List<IceServer> servers =
          rooms.call("lobby", room -> room.feature(Streams.class).iceServers(User.of("ingest")));
      assertThat(end(servers)).isEqualTo(VirtualTime.START.plus(LIFE));
    }
  }

  @Test
  void clientsAreToldIfOnlyRelayedCandidatesPass() {
    IceServers turn = IceServers.turn("secret", LIFE, "turn:turn.example");
    try (var open = rooms(turn);
        var hidden = rooms(Streams.mesh(turn).relayOnly())) {
      assertThat(open.join("lobby", "ann").next(StreamsState.class).relayOnly()).isFalse();
      assertThat(hidden.join("lobby", "ann").next(StreamsState.class).relayOnly()).isTrue();
    }
  }

  @Test
  void theyComeBesideEverythingElse() {
    try (var rooms = rooms(IceServers.turn("secret", LIFE, "turn:turn.example"))) {
      var ann = rooms.join("lobby", "ann");
      ann.drain();
      rooms.advance(LIFE);
      assertThat(ann.drain().stream().<Class<?>>map(Event::getClass))
          .contains(FreshIceServers.class);
    }
  }
}
