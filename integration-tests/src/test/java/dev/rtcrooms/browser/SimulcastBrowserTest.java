package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cameras that browsers send to an SFU in layers. */
class SimulcastBrowserTest {

  private static final String CAMERA =
      "await camera({ video: { width: 640, height: 480, frameRate: 15 } })";

  /** Turns the largest layer on or off; the names of the layers. */
  static final String WHOLE_IS_SENT =
      """
      (() => {
        const sender = room.peers.get('up').getSenders().find(({ track }) => track?.kind === 'video');
        const parameters = sender.getParameters();
        parameters.encodings.at(-1).active = %s;
        return sender.setParameters(parameters).then(() => parameters.encodings.map(({ rid }) => rid).join());
      })()""";

  /**
   * Keeps for how many half seconds the whole picture was sent no bytes, and in how many it was
   * sent since it was last not sent for 1.5 seconds. A browser that is busy sends less than two
   * pictures a second.
   */
  private static final String FOLLOW_WHOLE =
      """
      (() => {
        let before = 0;
        Object.assign(window, { silent: 0, sent: 0 });
        setInterval(async () => {
          for (const part of (await room.peers.get('up').getStats()).values()) {
            if (part.type === 'outbound-rtp' && part.rid === 'f') {
              const grows = part.bytesSent > before;
              before = part.bytesSent;
              window.silent = grows ? 0 : silent + 1;
              window.sent = grows ? sent + 1 : silent >= 3 ? 0 : sent;
            }
          }
        }, 500);
      })()""";

  /** Keeps the sizes that the server is told, each once. */
  private static final String TOLD =
      """
      told = [];
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (frame) {
        for (const { type, videos } of frame.split('\\n').map((line) => JSON.parse(line))) {
          if (type === 'show') {
            const size = ({ width, height, pinned }) => `${width} x ${height}${pinned ? ' pinned' : ''}`;
            told.push(videos.map(size).join(' and '));
          }
        }
        return send.call(this, frame);
      }""";

  private static final String PLAY =
      """
      stream = [...room.streams.values()][0][0];
      video = document.createElement('video');
      video.style.cssText = 'display: block; width: 160px; height: 120px';
      video.muted = true;
      video.autoplay = true;
      video.srcObject = stream;
      document.body.append(video)""";

  /** What could not be sent, or be limited, and why. */
  private static final String FAILURES =
      """
      events.filter(({ event, what }) => event === 'debug' && ['limit', 'send'].includes(what))
        .map(({ what, error }) => what + ': ' + error.message).join()""";

  /** Which of a sender's layers are active; the sizes of its track, which the other side shows. */
  private static final String ACTIVE =
      """
      async ([track, shown, idle]) => {
        const { limitSize } = await import('/rtc-rooms/sending-size.js');
        const encodings = [['q', 4], ['h', 2], ['f', 1]].map(([rid, scaleResolutionDownBy]) =>
          ({ rid, scaleResolutionDownBy, active: false, maxBitrate: 1 }));
        const sender = {
          track: { getSettings: () => track },
          getParameters: () => ({ encodings }),
          setParameters: async () => {},
        };
        await limitSize(sender, 'camera', shown, idle);
        return encodings.map(({ rid, active, maxBitrate }) => active ? rid + (maxBitrate ?? '') : '-').join(' ');
      }""";

  private static final int PATIENCE_MS = 60_000;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Firefox firefox = new Firefox();

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private final Visitors visitors = new Visitors(browsers, server);

  @AfterEach
  void closeTabs() {
    firefox.closeTabs();
  }

  private RoomPage enter(String name) {
    RoomPage page = visitors.enter(name);
    page.page().setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  @Test
  void aReceiverGetsTheLargestLayerThatChromiumSends() {
    RoomPage ann = enter("Ann");
    RoomPage bob = enter("Bob");
    publish(ann, CAMERA);
    bob.until("room.streams.size === 1");
    bob.followHeight();
    bob.until("height > 240");
    assertThat(ann.run(WHOLE_IS_SENT.formatted(false))).isEqualTo("h,f");
    bob.until("height > 0 && height <= 240");
    ann.run(WHOLE_IS_SENT.formatted(true));
    bob.until("height > 240");
    bob.seesMedia(1);
    assertThat(ann.run(FAILURES)).isEqualTo("");
  }

  @Test
  void aReceiverGetsTheLargestLayerThatFirefoxSends() {
    FirefoxPage fox = firefox.open(server.site().page()).enter(server.roomAddress(), "Fox");
    RoomPage bob = enter("Bob");
    fox.run(
        "camera({ video: { width: 640, height: 480 } }).then((stream) => room.publish(stream))");
    bob.until("room.streams.size === 1");
    bob.followHeight();
    bob.until("height > 240");
    assertThat(fox.run(WHOLE_IS_SENT.formatted(false)).getAsString()).isEqualTo("h,f");
    bob.until("height > 0 && height <= 240");
    fox.run(WHOLE_IS_SENT.formatted(true));
    bob.until("height > 240");
    assertThat(fox.run(FAILURES).getAsString()).isEmpty();
  }

  @Test
  void chromiumDoesNotSendALayerThatNobodyNeeds() {
    RoomPage ann = enter("Ann");
    RoomPage bob = enter("Bob");
    publish(ann, CAMERA);
    bob.until("room.streams.size === 1");
    bob.followHeight();
    ann.act(FOLLOW_WHOLE);
    bob.until("height > 240");
    bob.show("{ width: 160, height: 120 }");
    ann.until("silent >= 3");
    bob.until("height > 0 && height <= 240");
    bob.show("{ width: 640, height: 480 }");
    ann.until("sent >= 3");
    bob.until("height > 240");
    bob.seesMedia(1);
    assertThat(ann.run(FAILURES)).isEqualTo("");
  }

  @Test
  void theSfuIsToldHowLargeAnElementIs() {
    RoomPage ann = enter("Ann");
    RoomPage bob = enter("Bob");
    bob.act(TOLD);
    publish(ann, CAMERA);
    bob.until("room.streams.size === 1");
    bob.followHeight();
    bob.act(PLAY);
    bob.act("end = room.fitVideo(video)");
    bob.until("told.at(-1) === '160 x 120'");
    bob.until("height > 0 && height <= 240");
    bob.act("video.style.width = '640px'; video.style.height = '480px'");
    bob.until("told.at(-1) === '640 x 480'");
    bob.until("height > 240");
    bob.act("video.style.marginTop = '5000px'");
    bob.until("told.at(-1) === '0 x 0'");
    bob.act("video.scrollIntoView()");
    bob.until("told.at(-1) === '640 x 480'");
    bob.act("room.showVideo(stream, { width: 320, height: 240 })");
    bob.until("told.at(-1) === '320 x 240'");
    bob.act("video.style.display = 'none'; room.fitVideo(video, { pinned: true })");
    bob.act("room.showVideo(stream, { width: 321, height: 240 })");
    bob.until("told.at(-1) === '321 x 240'");
    bob.act("room.showVideo(stream, null)");
    bob.until("told.at(-1) === '0 x 0 pinned'");
    bob.act("end()");
    bob.until("told.at(-1) === ''");
    assertThat(bob.run("told.join()"))
        .isEqualTo("160 x 120,640 x 480,0 x 0,640 x 480,320 x 240,321 x 240,0 x 0 pinned,");
  }

  @Test
  void firefoxDoesNotSendALayerThatNobodyNeeds() {
    FirefoxPage fox = firefox.open(server.site().page()).enter(server.roomAddress(), "Fox");
    RoomPage bob = enter("Bob");
    fox.run(
        "camera({ video: { width: 640, height: 480 } }).then((stream) => room.publish(stream))");
    bob.until("room.streams.size === 1");
    bob.followHeight();
    fox.run(FOLLOW_WHOLE);
    bob.until("height > 240");
    bob.show("{ width: 160, height: 120 }");
    fox.until("silent >= 3");
    bob.until("height > 0 && height <= 240");
    bob.show("{ width: 640, height: 480 }");
    fox.until("sent >= 3");
    bob.until("height > 240");
    assertThat(fox.run(FAILURES).getAsString()).isEmpty();
  }

  @Test
  void allLayersOfATrackOfUnknownSizeAreSentUnlessTheyAreIdle() {
    RoomPage ann = enter("Ann");
    assertThat(active(ann, "[{}, null, []]")).isEqualTo("q h f");
    assertThat(active(ann, "[{}, null, ['h', 'f']]")).isEqualTo("q - -");
    assertThat(active(ann, "[{}, null, ['q', 'h', 'f']]")).isEqualTo("q h f");
    assertThat(active(ann, "[{}, { width: 0, height: 0 }, []]")).isEqualTo("- - -");
    assertThat(active(ann, "[{ width: 1280, height: 720 }, null, ['f']]"))
        .isEqualTo("q150000 h576000 -");
    assertThat(active(ann, "[{ width: 160, height: 120 }, null, ['f']]")).isEqualTo("- - f150000");
  }

  private static Object active(RoomPage page, String sizes) {
    return page.run("(" + ACTIVE + ")(" + sizes + ")");
  }

  @Test
  void aScreenIsSentInOneLayer() {
    RoomPage ann = enter("Ann");
    RoomPage bob = enter("Bob");
    ann.begin("room.publish(" + CAMERA + ", { kind: 'screen' })");
    assertThat(ann.outcome()).containsKey("value");
    bob.seesMedia(1);
    assertThat(ann.run("room.peers.get('up').getSenders()[0].getParameters().encodings.length"))
        .isEqualTo(1);
  }
}
