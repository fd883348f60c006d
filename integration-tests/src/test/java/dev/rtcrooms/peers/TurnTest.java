package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.rtcrooms.ice.CandidateType;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.signaling.Streams;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that reach each other through a TURN server alone, with credentials of the library's. */
class TurnTest {

  private static final int UNAUTHORIZED = 401;

  /** How long ago the credentials were made. */
  private Duration age = Duration.ZERO;

  @RegisterExtension static final Coturn turn = new Coturn();

  @RegisterExtension
  final PeerRoom room =
      new PeerRoom(
          Streams.mesh((user, at) -> turn.servers().serversFor(user, at.minus(age))).relayOnly());

  /**
   * One after the other: first offers that met, and of which libwebrtc rolled one back, were seen
   * to get no media through the relay. Our browser client opens a new connection instead.
   */
  @Test
  void aCallThroughTheRelayCarriesMediaBothWays() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    film(ann);
    bob.from(ann).nextScreen().awaitFrames(10);
    film(bob);
    ann.from(bob).nextScreen().awaitFrames(10);
    assertThat(room.signals().candidates())
        .isNotEmpty()
        .extracting(IceCandidate::type)
        .allMatch(type -> type.orElseThrow() == CandidateType.RELAY);
  }

  @Test
  void credentialsThatHaveExpiredAreRefused() {
    age = Duration.ofHours(2);
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    film(ann);
    room.await(() -> ann.ask(bob, Peer::gatheringState) == RTCIceGatheringState.COMPLETE);
    room.await(() -> ann.ask(bob, Peer::gatheringErrors).contains(UNAUTHORIZED));
    assertThat(room.signals().of("Ann")).doesNotContain(Candidate.class);
  }

  private void film(PeerClient client) {
    client.publish(peer -> peer.add(room.camera().track()));
  }
}
