package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people do with their cameras, in Chromium and Firefox, each of which sends to both of them
 * through an SFU. Runs only with {@code -Dpairs.seconds=30}; {@code SfuMediaTest} does it in
 * Chromium in each build.
 */
@EnabledIfSystemProperty(named = "pairs.seconds", matches = "[1-9]\\d*")
class EveryBrowserTest {

  private static final int PATIENCE_MS = 60_000;
  private static final int ROUNDS = Integer.getInteger("rounds", 8);

  private static final String CAMERA =
      """
      camera({ video: { width: 640, height: 480, frameRate: 15 }, audio: true })
        .then((stream) => { window.all = stream; })""";

  private static final String UFRAG =
      "room.peers.get('%s').remoteDescription.sdp.match(/ice-ufrag:(.*)/)[1]";

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  @RegisterExtension
  final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  private RoomPage ann;
  private RoomPage carl;
  private RoomPage fox;

  private RoomPage enter(Browsers browsers, String name) {
    RoomPage page = new Visitors(browsers, server).enter(name);
    page.page().setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  /** Ann publishes in one of the browsers, to Carl's Chromium and to another Firefox. */
  private void begin(boolean inFirefox) {
    carl = enter(chromium, "Carl");
    fox = enter(firefox, "Fox");
    ann = enter(inFirefox ? firefox : chromium, "Ann");
    ann.run(CAMERA);
    publish(ann, "all");
    bothSee();
  }

  private List<RoomPage> receivers() {
    return List.of(carl, fox);
  }

  private void bothSee() {
    for (RoomPage page : receivers()) {
      page.seesMedia(1);
      page.hears();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachGetsTheLayerThatItShows(boolean inFirefox) {
    begin(inFirefox);
    for (RoomPage page : receivers()) {
      page.followHeight();
      page.until("height > 240");
    }
    for (RoomPage page : receivers()) {
      RoomPage other = page == carl ? fox : carl;
      page.show("{ width: 160, height: 120 }");
      page.until("height > 0 && height <= 240");
      other.until("height > 240");
      page.show("{ width: 640, height: 480 }");
      page.until("height > 240");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothGoOverToAnotherLayerIfTheirsIsNotSent(boolean inFirefox) {
    begin(inFirefox);
    receivers().forEach(RoomPage::followHeight);
    receivers().forEach(page -> page.until("height > 240"));
    ann.run(SimulcastBrowserTest.WHOLE_IS_SENT.formatted(false));
    receivers().forEach(page -> page.until("height > 0 && height <= 240"));
    ann.run(SimulcastBrowserTest.WHOLE_IS_SENT.formatted(true));
    receivers().forEach(page -> page.until("height > 240"));
    bothSee();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void iceRestartsAndThePictureGoesOn(boolean inFirefox) {
    begin(inFirefox);
    for (RoomPage page : List.of(ann, carl, fox)) {
      String ufrag = UFRAG.formatted(page == ann ? "up" : "down");
      page.act("window.before = " + ufrag);
      page.act("dispatchEvent(new Event('online'))");
      page.until("before !== " + ufrag);
      bothSee();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoLeavesComesBack(boolean inFirefox) {
    begin(inFirefox);
    for (RoomPage page : receivers()) {
      page.act("room.leave()");
      ann.until("room.members.size === 2");
      page.act("room.connect()");
      bothSee();
    }
    ann.act("room.leave()");
    receivers().forEach(page -> page.until("room.streams.size === 0"));
    ann.act("room.connect()");
    ann.until("room.state === 'open'");
    publish(ann, "all");
    bothSee();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCameraIsTurnedOffAndOnAndAScreenIsBesideIt(boolean inFirefox) {
    begin(inFirefox);
    publish(ann, "new MediaStream(all.getAudioTracks())");
    receivers().forEach(page -> page.until(tracks("audio")));
    publish(ann, "all");
    receivers().forEach(page -> page.until(tracks("audio,video")));
    bothSee();
    ann.begin("room.publish(await camera(), { kind: 'screen' })");
    assertThat(ann.outcome()).containsKey("value");
    receivers().forEach(page -> page.until(tracks("audio,video,video")));
    bothSee();
  }

  /** {@code SfuMediaTest} does it in Chromium alone. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sectionsAreUsedAgain(boolean inFirefox) {
    begin(inFirefox);
    String stream = "[...room.streams.values()].flat()[0]";
    for (int round = 0; round < ROUNDS; round++) {
      receivers().forEach(page -> page.act("window.before = " + stream + ".id"));
      ann.begin("room.unpublish()");
      assertThat(ann.outcome()).containsKey("value");
      publish(ann, "all");
      for (RoomPage page : receivers()) {
        page.until(stream + " !== undefined && " + stream + ".id !== before");
        page.until(tracks("audio,video"));
      }
    }
    bothSee();
    for (RoomPage page : List.of(ann, carl, fox)) {
      String sdp =
          "room.peers.get('%s').remoteDescription.sdp".formatted(page == ann ? "up" : "down");
      assertThat((int) page.run(sdp + ".match(/^m=/gm).length")).isLessThanOrEqualTo(4);
    }
  }

  private static String tracks(String kinds) {
    return "[...room.streams.values()].flat().flatMap((s) => s.getTracks()).map((t) =>"
        + " t.kind).sort().join() === '%s'".formatted(kinds);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMicrophoneIsMutedWithoutANegotiation(boolean inFirefox) {
    begin(inFirefox);
    ann.act("window.before = room.peers.get('up').localDescription.sdp");
    receivers().forEach(page -> page.until("room.speakers.speaking.length === 1"));
    ann.act("all.getAudioTracks()[0].enabled = false");
    receivers().forEach(page -> page.until("room.speakers.speaking.length === 0"));
    ann.act("all.getAudioTracks()[0].enabled = true");
    receivers().forEach(page -> page.until("room.speakers.speaking.length === 1"));
    assertThat(ann.run("before === room.peers.get('up').localDescription.sdp")).isEqualTo(true);
  }
}
