package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.UdpProxy;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A player over HTTP gets what its network carries, as a receiver of the room does. */
class WhepBandwidthTest {

  /** Plays from another port than the SFU says, and follows the height of the pictures. */
  private static final String PLAY =
      """
      (async () => {
        const pc = new RTCPeerConnection();
        pc.addTransceiver('video', { direction: 'recvonly' });
        await pc.setLocalDescription();
        const response = await fetch('%s', {
          method: 'POST',
          headers: { 'Content-Type': 'application/sdp' },
          body: pc.localDescription.sdp,
        });
        const sdp = (await response.text()).replace(/^(a=candidate:\\S+ 1 udp \\d+ \\S+) \\d+/gm, '$1 %d');
        await pc.setRemoteDescription({ type: 'answer', sdp });
        window.height = 0;
        setInterval(async () => {
          for (const part of (await pc.getStats()).values()) {
            if (part.type === 'inbound-rtp') window.height = part.frameHeight ?? 0;
          }
        }, 100);
      })()""";

  private static final int PATIENCE_MS = 90_000;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server =
      new RealRooms(Streams.sfu(IceServers.none(), sfu.get()))
          .serving(rooms -> WhipRoutes.of(rooms, sfu.get()).withWhep());

  private final Visitors visitors = new Visitors(browsers, server);

  @Test
  void lessBandwidthLowersTheLayerUntilThereIsMore() throws IOException {
    try (UdpProxy network = new UdpProxy(sfu.get().ports().get(0), 42)) {
      RoomPage ann = visitors.enter("Ann");
      RoomPage bob = visitors.enter("Bob");
      publish(ann, BandwidthTest.CAMERA);
      bob.until("room.streams.size === 1");
      RoomPage player = RoomPage.open(browsers.page(), server.site());
      player.page().setDefaultTimeout(PATIENCE_MS);
      network.delay(20);
      network.limit(3_000_000);
      player.run(PLAY.formatted(server.endpoint("whep", server.streamAddress()), network.port()));
      player.until("height > 270");
      network.limit(600_000);
      player.until("height > 0 && height <= 270");
      network.limit(3_000_000);
      player.until("height > 270");
    }
  }
}
