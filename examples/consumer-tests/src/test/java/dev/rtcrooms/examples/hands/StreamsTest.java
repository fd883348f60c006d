package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.Unpublish;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.sdp.Direction;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.FakePeer;
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
    FakePeer ann = FakePeer.of(rooms.join("lobby", "ann")).offering("video sendonly");
    FakePeer watcher = FakePeer.of(rooms.watch("lobby", "wim"));

    ann.client().ask(new Publish());
    assertThat(watcher.client().next(Published.class).member()).isEqualTo(ann.client().member());
    ann.offer(watcher);
    watcher.answer(ann);

    assertThat(SessionDescription.parse(watcher.client().next(Offer.class).sdp()).media())
        .extracting(MediaSection::kind, MediaSection::direction)
        .containsExactly(tuple("video", Direction.SENDONLY));
    assertThat(SessionDescription.parse(ann.client().next(Answer.class).sdp()).media())
        .noneMatch(MediaSection::sends);

    ann.client().ask(ann.candidateTo(watcher));
    assertThat(watcher.client().next(Candidate.class).peer()).isEqualTo(ann.id());
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
    FakePeer ann = FakePeer.of(rooms.join("lobby", "ann"));
    FakePeer bob = FakePeer.of(rooms.join("lobby", "bob"));
    ann.client().ask(new Publish());
    ann.changing(sdp -> sdp.replaceAll("a=fingerprint[^\r]*\r\n", ""));

    assertThat(ann.client().refusal(ann.offerTo(bob)).code()).isEqualTo(Refusal.BAD_SDP);
    bob.client().hearsNo(Offer.class);
  }
}
