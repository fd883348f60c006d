package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.CandidateType;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that reach the SFU's port through a TURN server alone. */
class SfuTurnTest {

  private static final String DOWN = "down";

  private static final Sfu sfu = start();

  @RegisterExtension static final Coturn turn = new Coturn();

  @RegisterExtension
  final PeerRoom room =
      new PeerRoom(Streams.sfu((user, at) -> turn.servers().serversFor(user, at), sfu));

  private static Sfu start() {
    try {
      return Sfu.builder().build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  static void close() {
    sfu.close();
  }

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
