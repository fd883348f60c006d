package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** libwebrtc peers whose media an SFU forwards. */
class SfuTest {

  private static final String UP = "up";
  private static final String DOWN = "down";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension final PeerRoom room = new PeerRoom(Streams.sfu(IceServers.none(), sfu.get()));

  @Test
  void everyoneSeesAPublisherAndThoseWhoComeLaterToo() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    bob.from(DOWN).nextScreen().awaitFrames(30);
    PeerClient eve = room.watch("Eve");
    eve.from(DOWN).nextScreen().awaitFrames(30);
    assertThat(ann.from(DOWN).showing()).isZero();
  }

  @Test
  void publishersSeeEachOther() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    bob.publish(peer -> peer.add(room.camera().track()));
    ann.from(DOWN).nextScreen().awaitFrames(30);
    bob.from(DOWN).nextScreen().awaitFrames(30);
  }

  @Test
  void aTrackThatEndsIsGoneAndAnotherTakesItsSection() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> {});
    for (int round = 0; round < 5; round++) {
      Sender sender = ann.ask(UP, peer -> peer.add(room.camera().track()));
      bob.from(DOWN).nextScreen().awaitFrames(5);
      ann.ask(
          UP,
          peer -> {
            peer.remove(sender);
            return peer;
          });
      room.await(() -> bob.from(DOWN).showing() == 0);
    }
    assertThat(bob.ask(DOWN, Peer::localSections)).isLessThanOrEqualTo(2);
  }

  @Test
  void aPublisherThatIsAwayFromTheServerIsSeenAllTheWhile() {
    PeerClient ann = room.enterByProxy("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    Absence.of(ann, room, List.of(ann, bob), bob.from(DOWN));
  }

  @Test
  void aReceiverThatIsAwayFromTheServerSeesThePublisherAllTheWhile() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enterByProxy("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    Absence.of(bob, room, List.of(ann, bob), bob.from(DOWN));
  }
}
