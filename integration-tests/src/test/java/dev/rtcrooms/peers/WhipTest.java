package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** libwebrtc publishes by WHIP and plays by WHEP. */
@Tag("one-jdk")
class WhipTest {

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension
  final PeerRoom room =
      new PeerRoom(
          new RealRooms(Streams.sfu(IceServers.none(), sfu.get()))
              .serving(rooms -> WhipRoutes.of(rooms, sfu.get()).withWhep()));

  @Test
  void aClientOfTheRoomSeesAPublisherOverHttp() {
    PeerClient bob = room.enter("Bob");
    HttpPeer studio = room.publishOverHttp(room.camera().track());
    bob.from("down").nextScreen().awaitFrames(30);
    studio.end();
    room.await(() -> bob.from("down").showing() == 0);
  }

  @Test
  void aPlayerOverHttpSeesOneAndThenTheNext() {
    PeerClient ann = room.enter("Ann");
    ann.publish(peer -> peer.add(room.camera().track()));
    PeerClient bob = room.watch("Bob");
    bob.from("down").nextScreen().awaitFrames(5);
    HttpPeer player = room.playOverHttp();
    Screen screen = player.arrivals().nextScreen();
    screen.awaitFrames(30);

    HttpPeer studio = room.publishOverHttp(room.camera().track());
    ann.close();
    screen.awaitFrames(60);
    studio.end();
    player.end();
    assertThat(player.status("DELETE")).isEqualTo(404);
  }

  @Test
  void iceRestartsOverHttp() {
    PeerClient bob = room.enter("Bob");
    HttpPeer studio = room.publishOverHttp(room.camera().track());
    Screen screen = bob.from("down").nextScreen();
    screen.awaitFrames(5);
    studio.restart();
    screen.awaitFrames(60);
  }
}
