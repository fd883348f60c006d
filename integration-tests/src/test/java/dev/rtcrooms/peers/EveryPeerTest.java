package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.RoomPage;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.browser.Visitors;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people do in a call between libwebrtc and both browsers, through an SFU. Runs only with
 * {@code -Dpairs.seconds=30}; {@code SfuCallTest} does it between peers with libwebrtc in each
 * build, and {@code EveryBrowserTest} between browsers.
 */
@Tag("one-jdk")
@EnabledIfSystemProperty(named = "pairs.seconds", matches = "[1-9]\\d*")
class EveryPeerTest {

  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final int FRAMES = 10;
  private static final int PATIENCE_MS = 60_000;

  private static final String CAMERA =
      """
      camera({ video: { width: 640, height: 480, frameRate: 15 }, audio: true })
        .then((stream) => { window.all = stream; })""";

  private static final String STREAMS = "[...room.streams.values()].flat()";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  private final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  @RegisterExtension final PeerRoom room = new PeerRoom(server);

  private RoomPage enter(Browsers browsers, String name) {
    RoomPage page = new Visitors(browsers, server).enter(name);
    page.page().setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  private static void restart(RoomPage page, String peer) {
    String ufrag =
        "room.peers.get('%s').remoteDescription.sdp.match(/ice-ufrag:(.*)/)[1]".formatted(peer);
    page.act("window.before = " + ufrag);
    page.act("dispatchEvent(new Event('online'))");
    page.until("before !== " + ufrag);
  }

  @Test
  void browsersFollowWhatLibwebrtcSends() {
    List<RoomPage> pages = List.of(enter(chromium, "Carl"), enter(firefox, "Fox"));
    PeerClient leo = room.enter("Leo");
    leo.publish(peer -> peer.add(room.sound()));
    Sender layers = leo.ask(UP, peer -> peer.addLayers(room.camera(960, 540).track()));
    pages.forEach(EveryPeerTest::seesAndHears);

    pages.forEach(RoomPage::followHeight);
    for (RoomPage page : pages) {
      page.until("height > 270");
      page.show("{ width: 240, height: 135 }");
      page.until("height > 0 && height <= 135");
      page.show("{ width: 480, height: 270 }");
      page.until("height > 135 && height <= 270");
      page.show("null");
      page.until("height > 270");
    }

    leo.with(UP, peer -> peer.remove(layers));
    pages.forEach(page -> page.until(tracks("audio")));
    leo.with(UP, peer -> peer.add(room.camera().track()));
    pages.forEach(page -> page.until(tracks("audio,video")));
    pages.forEach(EveryPeerTest::seesAndHears);

    leo.with(UP, peer -> peer.addScreen(room.camera(320, 240).track()));
    pages.forEach(
        page ->
            page.until(STREAMS + ".map((s) => room.kindOf(s)).sort().join() === 'camera,screen'"));
    pages.forEach(EveryPeerTest::seesAndHears);

    room.restart(leo, UP, Peer::restartIce);
    pages.forEach(page -> restart(page, DOWN));
    pages.forEach(EveryPeerTest::seesAndHears);

    leo.close();
    pages.forEach(page -> page.until("room.streams.size === 0"));
    room.enter("Leo").publish(peer -> peer.add(room.camera().track()));
    pages.forEach(page -> page.seesMedia(1));
  }

  @Test
  void browsersAreToldWhetherLibwebrtcSpeaks() {
    List<RoomPage> pages = List.of(enter(chromium, "Carl"), enter(firefox, "Fox"));
    AudioTrack tone = room.microphone().track();
    room.enterToSpeak("Leo").publish(peer -> peer.add(tone));
    for (int time = 0; time < 2; time++) {
      tone.setEnabled(true);
      pages.forEach(page -> page.until("room.speakers.speaking.length === 1"));
      tone.setEnabled(false);
      pages.forEach(page -> page.until("room.speakers.speaking.length === 0"));
    }
    assertThat(room.signals().of("Leo")).containsOnlyOnce(Offer.class);
  }

  private static void seesAndHears(RoomPage page) {
    page.seesMedia(1);
    page.hears();
  }

  private static String tracks(String kinds) {
    return STREAMS
        + ".flatMap((s) => s.getTracks()).map((t) => t.kind).sort().join() === '%s'"
            .formatted(kinds);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void libwebrtcFollowsWhatABrowserSends(boolean inFirefox) {
    PeerClient leo = room.enter("Leo");
    RoomPage ann = enter(inFirefox ? firefox : chromium, "Ann");
    ann.run(CAMERA);
    Visitors.publish(ann, "all");
    Screen layers = leo.from(DOWN).nextScreen();
    room.awaitSound(leo, DOWN);

    layers.awaitHeight(241, 480);
    leo.with(DOWN, peer -> peer.show(160, 120));
    layers.awaitHeight(1, 240);
    leo.with(DOWN, peer -> peer.show(640, 480));
    layers.awaitHeight(241, 480);

    room.await(() -> leo.speaking().size() == 1);
    ann.act("all.getAudioTracks()[0].enabled = false");
    room.await(() -> leo.speaking().isEmpty());
    ann.act("all.getAudioTracks()[0].enabled = true");
    room.await(() -> leo.speaking().size() == 1);

    Visitors.publish(ann, "new MediaStream(all.getAudioTracks())");
    room.await(() -> leo.from(DOWN).showing() == 0);
    room.awaitSound(leo, DOWN);
    Visitors.publish(ann, "all");
    Screen again = nextScreen(leo);

    Visitors.publish(ann, "await camera(), { kind: 'screen' }");
    nextScreen(leo);
    assertThat(Slides.of(leo.ask(DOWN, Peer::offered))).hasSize(1);
    again.awaitFrames(FRAMES);

    restart(ann, UP);
    again.awaitFrames(FRAMES);
    room.restart(leo, DOWN, Peer::askForRestart);
    again.awaitFrames(FRAMES);

    ann.act("room.leave()");
    room.await(() -> leo.from(DOWN).showing() == 0);
    ann.act("room.connect()");
    ann.until("room.state === 'open'");
    Visitors.publish(ann, "all");
    nextScreen(leo);
    leo.close();
    ann.until("room.members.size === 1");
    nextScreen(room.enter("Leo"));
  }

  private static Screen nextScreen(PeerClient client) {
    Screen screen = client.from(DOWN).nextScreen();
    screen.awaitFrames(FRAMES);
    return screen;
  }
}
