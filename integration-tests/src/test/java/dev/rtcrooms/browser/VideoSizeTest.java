package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each peer is sent no larger pictures than it shows. */
class VideoSizeTest {

  private static final String CAMERA = "await camera({ video: { width: 640, height: 480 } })";

  /** Counts the height of the pictures that come in, as they are decoded. */
  private static final String FOLLOW =
      """
      window.height = 0;
      setInterval(async () => {
        const [pc] = room.peers.values();
        for (const part of (await pc.getStats()).values()) {
          if (part.type === 'inbound-rtp' && part.kind === 'video') window.height = part.frameHeight ?? 0;
        }
      }, 100)""";

  private static final String LIMIT =
      "[...room.peers.keys()].forEach((peer) => room.limitVideo(peer, %s))";

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Firefox firefox = new Firefox();
  @RegisterExtension final RealRooms server = new RealRooms();

  private final Visitors visitors = new Visitors(browsers, server);
  private RoomPage ann;

  @BeforeEach
  void annIsInTheRoom() {
    ann = visitors.enter("Ann");
  }

  @AfterEach
  void closeTabs() {
    firefox.closeTabs();
  }

  @Test
  void aSmallPictureIsSentSmallAndALargeOneWholeAgain() {
    RoomPage bob = visitors.enter("Bob");
    publish(ann, CAMERA);
    bob.seesMedia(1);
    bob.act(FOLLOW);
    bob.until("height > 240");
    ann.act(LIMIT.formatted("{ width: 160, height: 120 }"));
    bob.until("height > 0 && height <= 120");
    publish(ann, CAMERA); // another track keeps to it
    bob.seesMedia(1);
    bob.until("height > 0 && height <= 120");
    ann.act(LIMIT.formatted("null"));
    bob.until("height > 240");
    String active =
        "[...room.peers.values()][0].getSenders()[0].getParameters().encodings[0].active";
    ann.act(LIMIT.formatted("{ width: 0, height: 0 }"));
    ann.until(active + " === false");
    ann.act(LIMIT.formatted("null"));
    ann.until(active + " === true");
    bob.seesMedia(1);
    assertThat(ann.run("heard('debug', { what: 'limit' })")).isEqualTo(0);
  }

  /** As Chromium does when a description takes effect at that moment. */
  @Test
  void aRefusedChangeIsTriedAgain() {
    RoomPage bob = visitors.enter("Bob");
    publish(ann, CAMERA);
    bob.seesMedia(1);
    bob.act(FOLLOW);
    ann.act(
        """
        const set = RTCRtpSender.prototype.setParameters;
        RTCRtpSender.prototype.setParameters = async function () {
          RTCRtpSender.prototype.setParameters = set;
          throw new DOMException('refused', 'InvalidModificationError');
        }""");
    ann.act(LIMIT.formatted("{ width: 160, height: 120 }"));
    bob.until("height > 0 && height <= 120");
    assertThat(ann.run("heard('debug', { what: 'limit' })")).isEqualTo(0);
  }

  @Test
  void firefoxSendsSmallPicturesToo() {
    FirefoxPage fox = firefox.open(server.site().page()).enter(server.roomAddress(), "Fox");
    fox.run(
        "camera({ video: { width: 640, height: 480 } }).then((stream) => room.publish(stream))");
    ann.seesMedia(1);
    ann.act(FOLLOW);
    ann.until("height > 240");
    fox.run(LIMIT.formatted("{ width: 160, height: 120 }"));
    ann.until("height > 0 && height <= 120");
    assertThat(fox.run("heard('debug', { what: 'limit' })").getAsInt()).isZero();
  }
}
