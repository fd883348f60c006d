package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.browser.PictureLog;
import dev.rtcrooms.browser.RealRooms;
import dev.rtcrooms.browser.RoomPage;
import dev.rtcrooms.browser.SharedSfu;
import dev.rtcrooms.browser.Visitors;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.Streams;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chromium, Firefox and libwebrtc each publish to each of the three through an SFU. With {@code
 * -Dpairs.seconds=30} the pictures are watched for so long, on a machine that does nothing else.
 */
@Tag("one-jdk")
class EveryPairTest {

  private static final Logger log = LoggerFactory.getLogger(EveryPairTest.class);
  private static final int SECONDS = Integer.getInteger("pairs.seconds", 0);
  private static final int LONGEST_GAP_MS = 500;
  private static final int PATIENCE_MS = 60_000;
  private static final String DOWN = "down";
  private static final String CAMERA =
      "await camera({ video: { width: 320, height: 240, frameRate: 30 }, audio: true })";

  /** Who publishes. */
  enum Publisher {
    CHROMIUM,
    FIREFOX,
    LIBWEBRTC
  }

  @RegisterExtension static final SharedSfu sfu = new SharedSfu();

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);

  private final RealRooms server = new RealRooms(Streams.sfu(IceServers.none(), sfu.get()));

  @RegisterExtension final PeerRoom room = new PeerRoom(server);

  @ParameterizedTest
  @EnumSource
  void eachOfThemSeesAndHears(Publisher publisher) {
    RoomPage carl = enter(chromium, "Carl");
    RoomPage fox = enter(firefox, "Fox");
    PeerClient leo = room.enter("Leo");
    switch (publisher) {
      case CHROMIUM -> Visitors.publish(enter(chromium, "Ann"), CAMERA);
      case FIREFOX -> Visitors.publish(enter(firefox, "Ann"), CAMERA);
      case LIBWEBRTC ->
          room.enter("Ann")
              .publish(
                  peer -> {
                    peer.add(room.sound());
                    peer.add(room.camera().track());
                  });
    }
    Screen screen = leo.from(DOWN).nextScreen();
    screen.awaitFrames(10);
    room.awaitSound(leo, DOWN);
    for (RoomPage page : new RoomPage[] {carl, fox}) {
      page.seesMedia(1);
      page.hears();
    }
    if (SECONDS > 0) {
      watch(publisher, carl, fox, screen);
    }
  }

  private RoomPage enter(Browsers browsers, String name) {
    RoomPage page = new Visitors(browsers, server).enter(name);
    page.page().setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  private static void watch(Publisher publisher, RoomPage carl, RoomPage fox, Screen screen) {
    PictureLog.begin(carl);
    PictureLog.begin(fox);
    screen.beginGaps();
    await().pollDelay(Duration.ofSeconds(SECONDS)).atMost(Duration.ofHours(1)).until(() -> true);
    long gap = Duration.ofNanos(screen.longestGap()).toMillis();
    log.info(
        "{} to Chromium {}, to Firefox {}, to libwebrtc longest gap {} ms",
        publisher,
        PictureLog.of(carl),
        PictureLog.of(fox),
        gap);
    for (RoomPage page : new RoomPage[] {carl, fox}) {
      assertThat(PictureLog.of(page).frames()).isGreaterThan(10 * SECONDS);
      assertThat(PictureLog.of(page).longestGap()).isLessThanOrEqualTo(LONGEST_GAP_MS);
    }
    assertThat(gap).isLessThanOrEqualTo(LONGEST_GAP_MS);
  }
}
