package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the tracks of a publisher that uses another client are grouped. */
class StreamsTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;
  private int negotiation = 7;

  @BeforeEach
  void bobPublishes() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address());
    connection = server.accept();
    connection.hello();
    Map<String, ?> bob = Map.of("client", "bob", "user", "bob", "name", "Bob");
    connection.send(
        Map.of("type", "streams", "iceServers", List.of(), "publishers", List.of(bob)),
        Map.of("type", "connect", "peer", "bob", "polite", true, "negotiation", negotiation));
    page.until("room.peers.has('bob')");
    page.act(
        "bob = new RTCPeerConnection(); shown = () => (room.streams.get('bob') ?? []).map((s) =>"
            + " s.getTracks().map((t) => t.kind).sort().join('+'))");
    page.run("camera({ video: true, audio: true }).then((s) => { tracks = s.getTracks(); })");
  }

  @Test
  void tracksWithoutAStreamFormOne() throws Exception {
    page.act("tracks.forEach((track) => bob.addTransceiver(track, { direction: 'sendonly' }))");
    negotiate();
    page.until("shown().join() === 'audio+video'");
    assertThat(page.events("stream")).hasSize(1);
  }

  @Test
  void tracksOfDifferentStreamsStayApart() throws Exception {
    page.act(
        "tracks.forEach((track) => bob.addTransceiver(track, { direction: 'sendonly',"
            + " streams: [new MediaStream()] }))");
    negotiate();
    page.until("shown().sort().join() === 'audio,video'");
    assertThat(
            page.run(
                "new Set(events.filter((e) => e.event === 'stream').map((e) =>"
                    + " e.stream)).size"))
        .isEqualTo(2);
  }

  @Test
  void aTrackWithoutAStreamThatIsOffIsGoneAndComesBack() throws Exception {
    page.act(
        "senders = tracks.map((track) => bob.addTransceiver(track, { direction: 'sendonly' }))");
    negotiate();
    page.until("shown().join() === 'audio+video'");
    page.act(
        "[stream] = room.streams.get('bob'); changes = []; for (const type of ['addtrack',"
            + " 'removetrack']) stream.addEventListener(type, ({ track }) => changes.push(type +"
            + " ' ' + track.kind))");
    page.act("camera = senders.find((s) => s.sender.track.kind === 'video')");
    page.act("camera.direction = 'inactive'");
    negotiate();
    page.until("shown().join() === 'audio'");
    page.act("camera.direction = 'sendonly'");
    negotiate();
    page.until("shown().join() === 'audio+video'");
    assertThat(page.run("room.streams.get('bob')[0] === stream")).isEqualTo(true);
    assertThat(page.run("changes.join()")).isEqualTo("removetrack video,addtrack video");
    page.act("senders.forEach((sender) => { sender.direction = 'inactive'; })");
    negotiate();
    page.hears("stream-end", 1);
    assertThat(page.run("room.streams.size")).isEqualTo(0);
  }

  @Test
  void aStreamThatIsMarkedAsSlidesIsAScreen() throws Exception {
    page.act(
        "tracks.forEach((track) => bob.addTransceiver(track, { direction: 'sendonly',"
            + " streams: [new MediaStream()] }))");
    negotiate("video");
    page.until("shown().sort().join() === 'audio,video'");
    assertThat(
            page.run(
                "room.streams.get('bob').map((s) => s.getTracks()[0].kind + ' ' +"
                    + " room.kindOf(s)).sort().join()"))
        .isEqualTo("audio camera,video screen");
    assertThat(page.run("heard('stream', { kind: 'screen' })")).isEqualTo(1);
  }

  @Test
  void aScreenWithoutAStreamStaysApartFromTheCamera() throws Exception {
    page.act("tracks.forEach((track) => bob.addTransceiver(track, { direction: 'sendonly' }))");
    negotiate("video");
    page.until("shown().sort().join() === 'audio,video'");
  }

  private void negotiate() throws Exception {
    negotiate("nothing");
  }

  /** Bob offers, with the sections of this kind marked as a screen, and the page answers. */
  private void negotiate(String screen) throws Exception {
    Object offer =
        page.run(
            "bob.setLocalDescription().then(() => bob.localDescription.sdp.replace(/^m=%s [^]*?a=mid:\\S+\\r\\n/m, '$&a=content:slides\\r\\n'))"
                .formatted(screen));
    connection.send(
        Map.of("type", "offer", "peer", "bob", "negotiation", ++negotiation, "sdp", offer));
    JsonObject answer = connection.next();
    while (!answer.get("type").getAsString().equals("answer")) {
      answer = connection.next(); // candidates
    }
    connection.reply(answer);
    page.run(
        "bob.setRemoteDescription({ type: 'answer', sdp: "
            + answer.get("sdp")
            + " }).then(() => 1)");
  }
}
