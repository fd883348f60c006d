package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Firefox and Chromium in one room, each with the library's browser client. */
class FirefoxTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Firefox firefox = new Firefox();
  @RegisterExtension final RealRooms server = new RealRooms();

  private final Visitors visitors = new Visitors(browsers, server);

  @AfterEach
  void closeTabs() {
    firefox.closeTabs();
  }

  @Test
  void theyOfferToEachOtherAndSeeEachOther() {
    RoomPage ann = visitors.enter("Ann");
    FirefoxPage fox = enterInFirefox("Fox");
    publish(ann);
    fox.seesMedia(1);
    fox.run("camera().then((stream) => room.publish(stream))");
    ann.seesMedia(1);
    fox.seesMedia(1);
    assertThat(server.signals().of("Fox")).contains(Offer.class, Answer.class, Candidate.class);
    assertThat(server.signals().of("Ann")).contains(Offer.class, Answer.class, Candidate.class);
    assertNothingWasRefused(ann, fox);
  }

  @Test
  void theySeeEachOtherWhenTheyStartAtTheSameInstant() {
    FirefoxPage fox = enterInFirefox("Fox");
    RoomPage ann = visitors.enter("Ann");
    ann.run("camera().then((stream) => { window.stream = stream; })");
    fox.run("camera().then((stream) => { window.stream = stream; })");
    long instant = System.currentTimeMillis() + 1000;
    ann.begin("at(" + instant + ", () => room.publish(stream))");
    fox.run("begin(() => at(" + instant + ", () => room.publish(stream)))");
    ann.seesMedia(1);
    fox.seesMedia(1);
    assertNothingWasRefused(ann, fox);
  }

  @Test
  void aWatcherInFirefoxSeesWhoPublishesAndIceRestarts() {
    RoomPage ann = visitors.enter("Ann");
    publish(ann);
    FirefoxPage watcher =
        firefox.open(server.site().page()).enter(server.streamAddress(), "Watcher");
    watcher.seesMedia(1);
    assertThat(watcher.run("asked").getAsInt()).isZero();
    String ufrag =
        "[...room.peers.values()][0].remoteDescription.sdp.match(/a=ice-ufrag:(\\S+)/)[1]";
    String before = watcher.run(ufrag).getAsString();
    ann.run("[...room.peers.values()].forEach((pc) => pc.restartIce())");
    watcher.until("%s !== '%s'".formatted(ufrag, before));
    watcher.seesMedia(1);
  }

  private FirefoxPage enterInFirefox(String name) {
    return firefox.open(server.site().page()).enter(server.roomAddress(), name);
  }

  private static void assertNothingWasRefused(RoomPage chromium, FirefoxPage firefox) {
    assertThat(chromium.events("refusal")).isEmpty();
    assertThat(firefox.run("heard('refusal')").getAsInt()).isZero();
  }
}
