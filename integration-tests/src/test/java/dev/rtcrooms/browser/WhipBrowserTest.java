package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium publishes by WHIP and plays by WHEP, from a page. */
class WhipBrowserTest {

  static final String EXCHANGE =
      """
      globalThis.exchange = async (pc, url) => {
        await pc.setLocalDescription();
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/sdp' },
          body: pc.localDescription.sdp,
        });
        if (response.status !== 201) throw new Error(await response.text());
        await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
        return response.headers.get('Location');
      }
      """;

  static final String PUBLISH =
      """
      (async () => {
        const pc = globalThis.studio = new RTCPeerConnection();
        const stream = await camera({ video: { width: 320, height: 240 }, audio: true });
        stream.getTracks().forEach((t) =>
          pc.addTransceiver(t, { direction: 'sendonly', streams: [stream] }));
        return exchange(pc, '%s');
      })()
      """;

  /** The same picture in two sizes (simulcast), as encoders send it. */
  private static final String PUBLISH_LAYERS =
      """
      (async () => {
        const pc = globalThis.studio = new RTCPeerConnection();
        const stream = await camera({ video: { width: 640, height: 480, frameRate: 15 } });
        const scalabilityMode = 'L1T1'; // VP9 and AV1 would have one layer of three sizes
        const sendEncodings =
          [{ rid: '0', scaleResolutionDownBy: 2, scalabilityMode }, { rid: '1', scalabilityMode }];
        const transceiver = pc.addTransceiver(stream.getTracks()[0],
          { direction: 'sendonly', streams: [stream], sendEncodings });
        const { codecs } = RTCRtpReceiver.getCapabilities('video');
        transceiver.setCodecPreferences(
          codecs.filter(({ mimeType }) => ['video/%s', 'video/rtx'].includes(mimeType)));
        return exchange(pc, '%s');
      })()
      """;

  private static final String PLAY =
      """
      (async () => {
        const pc = globalThis.player = new RTCPeerConnection();
        const video = document.body.appendChild(document.createElement('video'));
        video.muted = video.autoplay = true;
        pc.ontrack = ({ streams }) => { video.srcObject = streams[0]; };
        pc.addTransceiver('audio', { direction: 'recvonly' });
        pc.addTransceiver('video', { direction: 'recvonly' });
        await exchange(pc, '%s');
        let frames = 0;
        await new Promise((resolve) => {
          const count = () =>
            ++frames === 5 ? resolve() : video.requestVideoFrameCallback(count);
          video.requestVideoFrameCallback(count);
        });
        return video.srcObject.getTracks().length;
      })()
      """;

  private static final int PATIENCE_MS = 60_000;

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers browsers = new Browsers();

  @RegisterExtension
  final RealRooms server =
      new RealRooms(Streams.sfu(IceServers.none(), sfu.get()))
          .serving(rooms -> WhipRoutes.of(rooms, sfu.get()).withWhep());

  private final Visitors visitors = new Visitors(browsers, server);

  @Test
  void aPageSeesAPublisherOverHttpAndAPlayerSeesItToo() {
    RoomPage bob = visitors.enter("Bob");
    RoomPage studio = RoomPage.open(browsers.page(), server.site());
    studio.act(EXCHANGE);
    String endpoint = server.endpoint("whip", server.roomAddress()) + "?name=Studio";
    String session = (String) studio.run(PUBLISH.formatted(endpoint));
    assertThat(session).startsWith(server.endpoint("whip", server.roomAddress()) + "/");
    bob.seesMedia(1);
    assertThat(bob.run("heard('refusal')")).isEqualTo(0);

    RoomPage player = RoomPage.open(browsers.page(), server.site());
    player.act(EXCHANGE);
    assertThat(player.run(PLAY.formatted(server.endpoint("whep", server.streamAddress()))))
        .isEqualTo(2);

    studio.run("fetch('" + session + "', { method: 'DELETE' }).then((r) => r.status)");
    bob.until("room.streams.size === 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"H264", "VP9", "AV1"})
  void layersOfAPublisherOverHttpAreForwardedByTheSizeThatIsShown(String codec) {
    RoomPage bob = visitors.enter("Bob");
    bob.page().setDefaultTimeout(PATIENCE_MS);
    RoomPage studio = RoomPage.open(browsers.page(), server.site());
    studio.act(EXCHANGE);
    studio.run(PUBLISH_LAYERS.formatted(codec, server.endpoint("whip", server.roomAddress())));
    bob.until("room.streams.size === 1");
    bob.followHeight();
    bob.until("height > 240");
    bob.show("{ width: 160, height: 120 }");
    bob.until("height > 0 && height <= 240");
    bob.show("{ width: 640, height: 480 }");
    bob.until("height > 240");
    bob.seesMedia(1);
  }
}
