package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chromium publishes by WHIP and plays by WHEP, from a page. */
class WhipBrowserTest {

  private static final String EXCHANGE =
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

  private static final String PUBLISH =
      """
      (async () => {
        const pc = globalThis.studio = new RTCPeerConnection();
        const stream = await camera({ video: true, audio: true });
        stream.getTracks().forEach((t) =>
          pc.addTransceiver(t, { direction: 'sendonly', streams: [stream] }));
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
}
