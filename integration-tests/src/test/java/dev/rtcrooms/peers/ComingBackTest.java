package dev.rtcrooms.peers;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** libwebrtc peers that lose the connection to the server, and come back to go on as they were. */
class ComingBackTest {

  @RegisterExtension final PeerRoom room = new PeerRoom();

  private PeerClient ann;
  private PeerClient bob;

  @BeforeEach
  void annPublishes() {
    ann = room.enter("Ann");
    bob = room.enter("Bob");
    ann.publish(peer -> peer.add(room.camera().track()));
  }

  @Test
  void aPublisherIsSeenAllTheWhile() {
    Absence.of(ann, room, List.of(ann, bob), bob.from(ann));
  }

  @Test
  void aReceiverSeesThePublisherAllTheWhile() {
    Absence.of(bob, room, List.of(ann, bob), bob.from(ann));
  }
}
