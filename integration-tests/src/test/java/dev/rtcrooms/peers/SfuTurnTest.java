package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.ice.CandidateType;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that reach the SFU's port through a TURN server alone. */
class SfuTurnTest {

  private static final String DOWN = "down";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Coturn turn = new Coturn();

  @RegisterExtension
  final PeerRoom room =
      new PeerRoom(Streams.sfu((user, at) -> turn.servers().serversFor(user, at), sfu.get()));

  @Test
  void aCallThroughTheRelayCarriesMediaBothWays() {
    PeerClient ann = room.enterByRelay("Ann");
    PeerClient bob = room.enterByRelay("Bob");
    film(ann);
    bob.from(DOWN).nextScreen().awaitFrames(10);
    film(bob);
    ann.from(DOWN).nextScreen().awaitFrames(10);
    assertThat(room.signals().candidates())
        .isNotEmpty()
        .extracting(IceCandidate::type)
        .allMatch(type -> type.orElseThrow() == CandidateType.RELAY);
  }

  private void film(PeerClient client) {
    client.publish(peer -> peer.add(room.camera().track()));
  }
}
