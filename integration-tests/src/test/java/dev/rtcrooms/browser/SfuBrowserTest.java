package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Browsers whose media an SFU forwards: the whole way from one page to another. */
class SfuBrowserTest {

  private static final String BOTH = "await camera({ video: true, audio: true })";

  /** At one moment, since a voice pauses between words. */
  private static final String ONE_SPEAKS =
      "room.speakers.speaking.length === 1"
          + " && room.speakers.speaking[0] === [...room.publishers.keys()].join()"
          + " && room.speakers.dominant === room.speakers.speaking[0]"
          + " && room.getSnapshot().speakers === room.speakers";

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

  @Test
  void publishersSeeAndHearEachOtherAndAWatcherBoth() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    publish(ann, BOTH);
    bob.seesMedia(1);
    ann.seesMedia(0);
    publish(bob, BOTH);
    ann.seesMedia(1);
    RoomPage watcher = visitors.watch();
    watcher.seesMedia(2);
    watcher.hears();
    assertThat(watcher.run("asked")).isEqualTo(0);
    assertThat(watcher.run("[...room.peers.keys()].join()")).isEqualTo("down");

    ann.begin("room.unpublish()");
    assertThat(ann.outcome()).containsKey("value");
    watcher.until("room.streams.size === 1");
    bob.until("room.streams.size === 0");
    ann.seesMedia(1);
    publish(ann, BOTH);
    watcher.seesMedia(2);
    bob.seesMedia(1);
    assertNothingWasRefused(ann, bob, watcher);
  }

  @Test
  void aScreenIsSeenBesideTheCamera() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    publish(ann);
    bob.seesMedia(1);
    ann.begin("room.publish(await camera(), { kind: 'screen' })");
    assertThat(ann.outcome()).containsKey("value");
    bob.until("[...room.streams.values()].flat().length === 2");
    assertThat(bob.run("[...room.streams.values()].flat().map((s) => room.kindOf(s)).join()"))
        .isEqualTo("camera,screen");
    bob.seesMedia(1);
  }

  @Test
  void firefoxAndChromiumSeeEachOther() {
    RoomPage ann = visitors.enter("Ann");
    FirefoxPage fox = firefox.open(server.site().page()).enter(server.roomAddress(), "Fox");
    publish(ann, BOTH);
    fox.seesMedia(1);
    fox.run("camera({ video: true, audio: true }).then((stream) => room.publish(stream))");
    ann.seesMedia(1);
    fox.seesMedia(1);
    FirefoxPage watcher =
        firefox.open(server.site().page()).enter(server.streamAddress(), "Watcher");
    watcher.seesMedia(2);
    assertThat(fox.run("heard('refusal')").getAsInt()).isZero();
    assertNothingWasRefused(ann);
  }

  @Test
  void whoSpeaksIsTheSameForAllAndTheWatcher() {
    RoomPage ann = visitors.enter("Ann");
    RoomPage watcher = visitors.watch();
    assertThat(watcher.run("room.speakers.dominant")).isNull();
    publish(ann, "await camera({ audio: true })");
    for (RoomPage page : List.of(ann, watcher)) {
      page.until(ONE_SPEAKS);
    }
    ann.act("room.publishing.get('camera').getTracks()[0].enabled = false");
    watcher.until("room.speakers.speaking.length === 0");
    ann.act("room.publishing.get('camera').getTracks()[0].enabled = true");
    watcher.until("room.speakers.speaking.length === 1");
    ann.begin("room.unpublish()");
    assertThat(ann.outcome()).containsKey("value");
    watcher.until("room.speakers.dominant === null && room.speakers.speaking.length === 0");
  }

  private static void assertNothingWasRefused(RoomPage... pages) {
    assertThat(List.of(pages)).allSatisfy(page -> assertThat(page.events("refusal")).isEmpty());
  }
}
