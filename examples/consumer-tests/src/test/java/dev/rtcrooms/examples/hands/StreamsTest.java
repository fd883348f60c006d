package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.sdp.DescriptionCheck;
import dev.rtcrooms.sdp.Direction;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far streams can be tested without a browser: all but the media. */
class StreamsTest {

  private static final IceServers TURN =
      IceServers.turn("a secret shared with coturn", Duration.ofHours(1), "turn:turn.example.org");

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(RtcRooms.builder().feature(Streams.mesh(TURN, new MeshCaps(1, 2))));

  @Test
  void aPublisherIsSeenByAllAndConnectedWithThem() throws SdpException {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient watcher = rooms.watch("lobby", "wim");
    Browser annsBrowser = new Browser(ann);
    Browser watchersBrowser = new Browser(watcher);

    ann.ask(new Publish());
    assertThat(watcher.next(Published.class).member()).isEqualTo(ann.member());
    annsBrowser.offer();
    watchersBrowser.hearSignals();

    assertThat(watchersBrowser.offered())
        .extracting(MediaSection::kind, MediaSection::direction)
        .containsExactly(tuple("video", Direction.SENDONLY));
    assertThat(SessionDescription.parse(ann.next(Answer.class).sdp()).media())
        .noneMatch(MediaSection::sends);
    assertThat(ann.next(Candidate.class).init()).isNull();
  }

  @Test
  void whoPublishesNoLongerIsDisconnected() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());

    ann.ask(new Unpublish());

    assertThat(bob.next(Unpublished.class).member()).isEqualTo(ann.member());
    assertThat(bob.next(Disconnect.class).peer()).isEqualTo(ann.id());
  }

  @Test
  void whoComesLaterIsToldWhoPublishesAndOfTheTurnServer() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Publish());

    TestClient bob = rooms.join("lobby", "bob");

    StreamsState state = bob.next(StreamsState.class);
    assertThat(state.publishers()).containsExactly(ann.member());
    IceServer server = state.iceServers().get(0);
    assertThat(server.urls()).containsExactly("turn:turn.example.org");
    assertThat(server.username()).endsWith(":bob");
  }

  @Test
  void aSecondPublisherIsOneTooMany() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.ask(new Publish());

    assertThat(bob.refusal(new Publish()).code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
  }

  @Test
  void aDescriptionWithoutAFingerprintIsNotRelayed() {
    String bare = Sdp.of("abcd", "sendrecv").replaceAll("a=fingerprint[^\r]*\r\n", "");

    assertThatThrownBy(() -> DescriptionCheck.check(SessionDescription.parse(bare)))
        .isInstanceOfSatisfying(SdpException.class, e -> assertThat(e.line()).isEqualTo(5));
  }
}
