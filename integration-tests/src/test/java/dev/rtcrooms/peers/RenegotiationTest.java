package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.rtcrooms.machine.SharedRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What two agree anew while media flows between them; with one server, and with two. */
@ParameterizedClass(name = "{0} nodes")
@ValueSource(ints = {1, 2})
@Tag("one-jdk")
class RenegotiationTest {

  private static final int FRAMES = 5;

  @RegisterExtension static final SharedRedis redis = new SharedRedis();

  @RegisterExtension final PeerRoom room;

  private PeerClient ann;
  private PeerClient bob;
  private Screen annsAtBob;
  private Screen bobsAtAnn;

  RenegotiationTest(int nodes) {
    room = new PeerRoom(nodes, redis);
  }

  @BeforeEach
  void twoSeeEachOther() {
    ann = room.enter("Ann");
    bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    annsAtBob = bob.from(ann).nextScreen();
    annsAtBob.awaitFrames(FRAMES);
    bob.publish(peer -> peer.add(room.camera().track()));
    bobsAtAnn = ann.from(bob).nextScreen();
    bothSeeMore();
  }

  private void bothSeeMore() {
    annsAtBob.awaitFrames(FRAMES);
    bobsAtAnn.awaitFrames(FRAMES);
  }

  @Test
  void aTrackIsAddedAndRemovedAgain() {
    Sender screenShare = ann.ask(bob, peer -> peer.add(room.camera().track()));
    bob.from(ann).nextScreen().awaitFrames(FRAMES);
    bothSeeMore();
    assertThat(bob.from(ann).showing()).isEqualTo(2);

    ann.with(bob, peer -> peer.remove(screenShare));
    room.await(() -> bob.from(ann).showing() == 1);
    bothSeeMore();

    bob.with(ann, peer -> peer.add(room.camera().track()));
    ann.from(bob).nextScreen().awaitFrames(FRAMES);
    bothSeeMore();
  }

  @Test
  void aDirectionChangesAndChangesBack() {
    ann.with(bob, peer -> peer.direct(RTCRtpTransceiverDirection.RECV_ONLY));
    room.await(() -> bob.from(ann).showing() == 0);
    assertThat(bob.ask(ann, Peer::direction)).isEqualTo(RTCRtpTransceiverDirection.SEND_ONLY);
    bobsAtAnn.awaitFrames(FRAMES);

    ann.with(bob, peer -> peer.direct(RTCRtpTransceiverDirection.SEND_RECV));
    annsAtBob = bob.from(ann).nextScreen();
    bothSeeMore();

    bob.with(ann, peer -> peer.direct(RTCRtpTransceiverDirection.INACTIVE));
    room.await(
        () ->
            ann.from(bob).showing() == 0
                && bob.ask(ann, Peer::direction) == RTCRtpTransceiverDirection.INACTIVE);
    bob.with(ann, peer -> peer.direct(RTCRtpTransceiverDirection.SEND_RECV));
    annsAtBob = bob.from(ann).nextScreen();
    bobsAtAnn = ann.from(bob).nextScreen();
    bothSeeMore();
  }
}
