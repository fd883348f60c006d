package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.browser.PictureLog.Change;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.UdpProxy;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Networks that lose, reorder and repeat packets, and that change. With {@code -Dnetwork=true} it
 * takes minutes, and how fast everything recovers is judged, on a machine that does nothing else.
 */
class BadNetworkTest {

  private static final Logger log = LoggerFactory.getLogger(BadNetworkTest.class);

  private static final boolean LONG = Boolean.getBoolean("network");
  private static final int RTT_MS = 50;

  /** Fewer losses say nothing about repairs; in a minute there are about 100. */
  private static final int LEAST_LOSSES = 50;

  private static final int REBOUND_MS = 2_000;

  private static final int PATIENCE_MS = 90_000;

  /**
   * A picture of which so much changes that it needs the bits of its layers, and so little that the
   * encoder leaves out no picture.
   */
  private static final String DETAILED =
      BandwidthTest.CAMERA.replace("i < 300", "i < 5").replace("30, 30)", "60, 60)");

  /** Smaller, with 30 pictures a second, as most cameras have. */
  private static final String CAMERA =
      DETAILED
          .replace("960", "480")
          .replace("540", "270")
          .replace("i < 5", "i < 2")
          .replace("60, 60)", "30, 30)")
          .replace("66)", "33)")
          .replace("Stream(15)", "Stream(30)");

  private static final String SOURCES =
      "room.peers.get('down').remoteDescription.sdp.match(/FID (\\d+) (\\d+)/).slice(1).map(Number)";

  /** The SSRC of the layer that takes the most bits, and that of its retransmissions. */
  private static final String LARGEST =
      """
      (async () => {
        const parts = [...(await room.peers.get('up').getStats()).values()];
        const layers = parts.filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'video');
        const { ssrc, rtxSsrc } = layers.sort((one, other) => other.bytesSent - one.bytesSent)[0];
        return [ssrc, rtxSsrc];
      })()""";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);
  private UdpProxy network;
  private UdpProxy upload;
  private RoomPage ann;
  private RoomPage bob;

  @BeforeEach
  void enter() throws IOException {
    network = new UdpProxy(sfu.get().ports().get(0), 42);
    upload = new UdpProxy(sfu.get().ports().get(0), 43);
    ann = visitors.enter("Ann");
    ann.act(BandwidthTest.REDIRECT.formatted(upload.port()));
    bob = visitors.enter("Bob");
    bob.page().setDefaultTimeout(PATIENCE_MS);
    bob.act(BandwidthTest.REDIRECT.formatted(network.port()));
  }

  @AfterEach
  void end() {
    upload.close();
    network.close();
  }

  private void bobSees(String camera) {
    publish(ann, camera);
    bob.seesMedia(1);
    PictureLog.begin(bob);
    bob.until("pictures.frames >= 30");
  }

  private static void pass(int seconds) {
    await().pollDelay(Duration.ofSeconds(seconds)).atMost(Duration.ofHours(1)).until(() -> true);
  }

  /** BandwidthTest repairs lost packets in each build; this one judges how fast. */
  @Test
  @EnabledIfSystemProperty(named = "network", matches = "true")
  void lostPacketsAreRepaired() {
    network.delay(RTT_MS / 2);
    bobSees(CAMERA);
    pass(10);
    Repairs repairs = repairs(bob.run(SOURCES));
    network.tap(repairs);
    network.lose(0.05);
    PictureLog pictures = awaitLosses();
    network.lose(0);
    judge(repairs, pictures);
    assertThat(quick(repairs)).isGreaterThanOrEqualTo(repairs.lost() * 99L / 100);
    assertThat(pictures.freezes()).isZero();
    assertThat(pictures.longestGap()).isLessThanOrEqualTo(250);
  }

  /** The publisher's browser decides when it repeats a repair that was lost, and not the SFU. */
  @Test
  @EnabledIfSystemProperty(named = "network", matches = "true")
  void lostUploadsAreRepaired() {
    upload.delay(RTT_MS / 2);
    bobSees(CAMERA);
    pass(10);
    Repairs repairs = repairs(ann.run(LARGEST));
    upload.tapUploads(repairs);
    upload.loseUploads(0.05);
    PictureLog pictures = awaitLosses();
    upload.loseUploads(0);
    judge(repairs, pictures);
    assertThat(quick(repairs)).isGreaterThanOrEqualTo(repairs.lost() * 3L / 4);
  }

  private static Repairs repairs(Object sources) {
    List<?> both = (List<?>) sources;
    return new Repairs(ssrc(both.get(0)), ssrc(both.get(1)));
  }

  private static int ssrc(Object number) {
    return (int) ((Number) number).longValue();
  }

  private PictureLog awaitLosses() {
    PictureLog.begin(bob);
    pass(60);
    return PictureLog.of(bob);
  }

  private static boolean isQuick(Repairs.Repair repair) {
    return repair.millis() <= RTT_MS + 40;
  }

  private static long quick(Repairs repairs) {
    return repairs.repaired().stream().filter(BadNetworkTest::isQuick).count();
  }

  private void judge(Repairs repairs, PictureLog pictures) {
    bob.seesMedia(1);
    pass(2);
    List<Repairs.Repair> repaired = repairs.repaired();
    log.info(
        "Of {} packets {} were lost and {} repaired, {} within RTT + 40 ms; of {} losses of the last"
            + " packet of a frame {} within RTT + 40 ms; {} of {} repairs were lost; {}; the others"
            + " took {}",
        repairs.packets(),
        repairs.lost(),
        repaired.size(),
        quick(repairs),
        repairs.ends(),
        repaired.stream().filter(each -> each.end() && isQuick(each)).count(),
        repairs.lostRepairs(),
        repairs.repairs(),
        pictures,
        repaired.stream().filter(each -> !isQuick(each)).toList());
    assertThat(repairs.lost()).isGreaterThanOrEqualTo(LEAST_LOSSES);
  }

  @Test
  void packetsThatComeLateAndTwiceArePlayedOnce() {
    for (UdpProxy each : List.of(network, upload)) {
      each.delay(10);
      each.jitter(30);
      each.repeat(0.1);
    }
    bobSees("await camera({ video: true, audio: true })");
    bob.until("pictures.frames >= 90");
    assertThat(sfu.get().stats().drops().get("replayed")).isPositive();
    for (UdpProxy each : List.of(network, upload)) {
      each.jitter(0);
      each.repeat(0);
    }
    bob.seesMedia(1);
  }

  @Test
  void whoGetsAnotherAddressGoesOn() {
    bobSees("await camera({ video: true, audio: true })");
    for (UdpProxy each : List.of(network, upload)) {
      for (int i = 0; i < (LONG ? 10 : 2); i++) {
        each.rebind();
        PictureLog.begin(bob);
        bob.until("pictures.frames >= 30");
        PictureLog pictures = PictureLog.of(bob);
        log.info(
            "Another address of the {}: {}", each == upload ? "publisher" : "receiver", pictures);
        if (LONG) {
          assertThat(pictures.longestGap()).isLessThanOrEqualTo(REBOUND_MS);
          pass(5);
        }
      }
    }
    assertThat(sfu.get().stats().counts().get("moved"))
        .as("answered the SFU's check before they checked themselves")
        .isPositive();
  }

  @Test
  void theLayerFollowsTheBandwidthAndStays() {
    network.delay(RTT_MS / 2);
    network.limit(3_000_000);
    publish(ann, DETAILED);
    bob.seesMedia(1);
    PictureLog.begin(bob);
    bob.until("window.pictureHeight > 270");
    for (int i = 0; i < (LONG ? 3 : 1); i++) {
      cap(600_000, "window.pictureHeight <= 270", 2_000);
      cap(3_000_000, "window.pictureHeight > 270", 20_000);
    }
    bob.seesMedia(1);
  }

  private void cap(int bits, String height, int most) {
    PictureLog.begin(bob);
    network.limit(bits);
    bob.until(height);
    List<Change> changes = PictureLog.of(bob).changes();
    if (!LONG) {
      return;
    }
    PictureLog.begin(bob);
    pass(60);
    PictureLog after = PictureLog.of(bob);
    log.info("To {} bit/s: {}, in the minute after: {}", bits, changes, after);
    assertThat(changes.get(changes.size() - 1).at()).isLessThanOrEqualTo(most);
    assertThat(after.changes()).hasSizeLessThanOrEqualTo(2);
  }
}
