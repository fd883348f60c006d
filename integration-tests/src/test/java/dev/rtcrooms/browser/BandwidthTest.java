package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.UdpProxy;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receiver gets what it shows, and what its network carries. */
class BandwidthTest {

  private static final Logger log = LoggerFactory.getLogger(BandwidthTest.class);

  /** A picture of which so much changes that it needs all the bits it may have. */
  static final String CAMERA =
      """
      (() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 960, height: 540 });
        const context = canvas.getContext('2d');
        setInterval(() => {
          for (let i = 0; i < 300; i++) {
            context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
            context.fillRect(Math.random() * 960, Math.random() * 540, 30, 30);
          }
        }, 66);
        return canvas.captureStream(15);
      })()""";

  /** Where the page looks for the SFU from now on. */
  static final String REDIRECT =
      """
      const { setRemoteDescription } = RTCPeerConnection.prototype;
      RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
        const moved = sdp.replace(/^(a=candidate:\\S+ 1 udp \\d+ \\S+) \\d+/gm, '$1 %d');
        return setRemoteDescription.call(this, { type, sdp: moved });
      }""";

  private static final String VIDEO =
      """
      (async () => {
        const stats = [...(await room.peers.get('down').getStats()).values()];
        return stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video').%s ?? 0;
      })()""";

  private static final int PATIENCE_MS = 90_000;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);
  private UdpProxy network;
  private RoomPage bob;

  @BeforeEach
  void bobSeesAnn() throws IOException {
    network = new UdpProxy(sfu.get().ports().get(0), 42);
    RoomPage ann = visitors.enter("Ann");
    bob = visitors.enter("Bob");
    bob.page().setDefaultTimeout(PATIENCE_MS);
    bob.act(REDIRECT.formatted(network.port()));
    publish(ann, CAMERA);
    bob.until("room.streams.size === 1");
    bob.followHeight();
  }

  @AfterEach
  void end() {
    network.close();
  }

  private void until(String height) {
    long began = System.nanoTime();
    bob.until(height);
    log.info("{} after {} ms", height, (System.nanoTime() - began) / 1_000_000);
  }

  private int video(String field) {
    return ((Number) bob.run(VIDEO.formatted(field))).intValue();
  }

  @Test
  void aSmallPictureIsSentSmallAndAnEnlargedOneLarge() {
    until("height > 270");
    bob.show("{ width: 240, height: 135 }");
    until("height > 0 && height <= 135");
    bob.show("{ width: 1280, height: 720 }");
    until("height > 270");
    bob.show("{ width: 0, height: 0 }");
    bob.page().waitForCondition(this::nothingComesForASecond);
    bob.show("null");
    until("height > 270");
    bob.seesMedia(1);
    assertThat(bob.run("room.paused.size")).isEqualTo(0);
  }

  private boolean nothingComesForASecond() {
    int before = video("packetsReceived");
    bob.run("new Promise((resolve) => setTimeout(resolve, 1000))");
    return video("packetsReceived") == before;
  }

  @Test
  void withTooLittleBandwidthForAnyPictureThePageIsTold() {
    network.delay(20);
    until("height > 0");
    network.limit(60_000);
    until("room.paused.size === 1");
    network.limit(3_000_000);
    until("room.paused.size === 0");
    bob.seesMedia(1);
  }
}
