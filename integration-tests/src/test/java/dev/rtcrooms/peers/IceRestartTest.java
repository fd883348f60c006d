package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.Offer;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ICE begins anew (RFC 8445 §9) under a call that goes on. */
@Tag("one-jdk")
class IceRestartTest {

  private static final int FRAMES = 5;

  @RegisterExtension final PeerRoom room = new PeerRoom();

  private PeerClient ann;
  private PeerClient bob;
  private Set<String> annsOld;
  private Set<String> bobsOld;

  @BeforeEach
  void bobSeesAnn() {
    ann = room.enter("Ann");
    bob = room.enter("Bob");
    film(ann);
    bob.from(ann).nextScreen().awaitFrames(FRAMES);
  }

  private void film(PeerClient client) {
    client.publish(peer -> peer.add(room.camera().track()));
  }

  @Test
  void bothSidesHaveNewCredentialsAndMediaGoesOn() {
    Screen screen = bob.from(ann).screen();
    before();
    ann.with(bob, Peer::restartIce);
    awaitNewCredentials();
    screen.awaitFrames(FRAMES);
  }

  @Test
  void whoOnlyReceivesAsksForIt() {
    Screen screen = bob.from(ann).screen();
    before();
    bob.with(ann, Peer::askForRestart);
    awaitNewCredentials();
    screen.awaitFrames(FRAMES);
    assertThat(room.signals().of("Bob")).doesNotContain(Offer.class);
  }

  @Test
  void bothMayRestartAtOnce() {
    film(bob);
    ann.from(bob).nextScreen().awaitFrames(FRAMES);
    List<Screen> screens = List.of(bob.from(ann).screen(), ann.from(bob).screen());
    before();
    ann.begin(bob, Peer::restartIce);
    bob.begin(ann, Peer::restartIce);
    awaitNewCredentials();
    room.await(() -> ann.ask(bob, Peer::isStable) && bob.ask(ann, Peer::isStable));
    screens.forEach(screen -> screen.awaitFrames(FRAMES));
  }

  private void before() {
    annsOld = ufrags(ann, bob);
    bobsOld = ufrags(bob, ann);
  }

  private void awaitNewCredentials() {
    room.await(() -> !ufrags(ann, bob).equals(annsOld) && !ufrags(bob, ann).equals(bobsOld));
  }

  private static Set<String> ufrags(PeerClient client, PeerClient other) {
    try {
      return SessionDescription.parse(client.ask(other, Peer::localDescription)).ufrags();
    } catch (SdpException e) {
      throw new AssertionError(e);
    }
  }
}
