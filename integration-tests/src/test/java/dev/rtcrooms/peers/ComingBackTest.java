package dev.rtcrooms.peers;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** libwebrtc peers that lose the connection to the server, and come back to go on as they were. */
@Tag("one-jdk")
class ComingBackTest {

  @RegisterExtension final PeerRoom room = new PeerRoom();

  @Test
  void aPublisherIsSeenAllTheWhile() {
    PeerClient ann = room.enterByProxy("Ann");
    PeerClient bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    Absence.of(ann, room, List.of(ann, bob), bob.from(ann));
  }

  @Test
  void aReceiverSeesThePublisherAllTheWhile() {
    PeerClient ann = room.enter("Ann");
    PeerClient bob = room.enterByProxy("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
    Absence.of(bob, room, List.of(ann, bob), bob.from(ann));
  }
}
