package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections find another way through the network when theirs is broken or has changed. */
class RestartTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension final RealRooms server = new RealRooms();

  private final Visitors visitors = new Visitors(browsers, server);
  private RoomPage ann;
  private RoomPage bob;

  @BeforeEach
  void annIsSeen() {
    ann = visitors.enter("Ann");
    bob = visitors.enter("Bob");
    Visitors.publish(ann);
    bob.seesMedia(1);
    for (RoomPage page : List.of(ann, bob)) {
      page.act("pc = () => [...room.peers.values()][0]");
      page.act(
          "ufrags = () => [pc().localDescription, pc().remoteDescription]"
              + ".map(({ sdp }) => /a=ice-ufrag:(\\S+)/.exec(sdp)[1])");
      page.act("first = pc(); before = ufrags()");
    }
  }

  @Test
  void aPublisherWhoseNetworkChangesRestartsIce() {
    ann.act("dispatchEvent(new Event('online'))");
    assertRestarted();
  }

  @Test
  void aReceiverWhoseNetworkChangesAsksForARestart() {
    bob.act("dispatchEvent(new Event('online'))");
    assertRestarted();
  }

  private void assertRestarted() {
    for (RoomPage page : List.of(ann, bob)) {
      page.until("pc().signalingState === 'stable' && ufrags().every((u, i) => u !== before[i])");
    }
    bob.seesMedia(1);
    assertThat(bob.run("first === pc() && pc().connectionState")).isEqualTo("connected");
    assertThat(ann.run("ufrags()[0]")).isEqualTo(bob.run("ufrags()[1]"));
  }
}
