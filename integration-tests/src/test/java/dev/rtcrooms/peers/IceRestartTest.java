package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ICE begins anew (RFC 8445 §9) under a call that goes on. */
class IceRestartTest {

  private static final int FRAMES = 5;

  @RegisterExtension final PeerRoom room = new PeerRoom();

  private PeerClient ann;
  private PeerClient bob;
  private List<Screen> screens;

  @BeforeEach
  void twoSeeEachOther() {
    ann = room.enter("Ann");
    bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    Screen annsAtBob = bob.from(ann).nextScreen();
    bob.publish(peer -> peer.add(room.camera().track()));
    screens = List.of(annsAtBob, ann.from(bob).nextScreen());
    bothSeeMore();
  }

  @Test
  void bothSidesHaveNewCredentialsAndMediaGoesOn() {
    Set<String> annsOld = ufrags(ann, bob);
    Set<String> bobsOld = ufrags(bob, ann);
    ann.with(bob, Peer::restartIce);
    room.await(() -> bothHaveOthersThan(annsOld, bobsOld));
    bothSeeMore();
  }

  @Test
  void bothMayRestartAtOnce() {
    Set<String> annsOld = ufrags(ann, bob);
    Set<String> bobsOld = ufrags(bob, ann);
    ann.begin(bob, Peer::restartIce);
    bob.begin(ann, Peer::restartIce);
    room.await(() -> bothHaveOthersThan(annsOld, bobsOld));
    room.await(() -> ann.ask(bob, Peer::isStable) && bob.ask(ann, Peer::isStable));
    bothSeeMore();
  }

  private boolean bothHaveOthersThan(Set<String> anns, Set<String> bobs) {
    return !ufrags(ann, bob).equals(anns) && !ufrags(bob, ann).equals(bobs);
  }

  private static Set<String> ufrags(PeerClient client, PeerClient other) {
    try {
      return SessionDescription.parse(client.ask(other, Peer::localDescription)).ufrags();
    } catch (SdpException e) {
      throw new AssertionError(e);
    }
  }

  private void bothSeeMore() {
    for (Screen screen : screens) {
      screen.awaitFrames(FRAMES);
    }
    assertThat(ann.from(bob).showing() + bob.from(ann).showing()).isEqualTo(2);
  }
}
