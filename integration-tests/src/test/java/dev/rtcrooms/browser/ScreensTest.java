package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client publishes a camera and a screen, and the others know which is which. */
class ScreensTest {

  /** A picture that moves, as large as a screen; Firefox has no screen to share here. */
  private static final String SCREEN =
      """
      (() => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [640, 400];
        const context = canvas.getContext('2d');
        let frame = 0;
        setInterval(() => {
          context.fillStyle = `hsl(${frame++ * 7} 50% 50%)`;
          context.fillRect(0, 0, 640, 400);
        }, 50);
        return canvas.captureStream(20);
      })()""";

  /** Firefox scales a picture down while it has little bandwidth or processor time. */
  private static final String SCREEN_SHAPED =
      "[...document.querySelectorAll('video')]"
          + ".some((v) => Math.abs(v.videoWidth / v.videoHeight - 1.6) < 0.05)";

  private static final String KINDS =
      "[...room.streams.values()].flat().map((s) => room.kindOf(s)).sort().join()";

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
  void aScreenComesBesideTheCameraAndGoesWithoutIt() {
    RoomPage bob = visitors.enter("Bob");
    publish(ann);
    bob.seesMedia(1);
    ann.act("first = [...room.peers.values()][0]");
    for (int time = 1; time <= 2; time++) {
      publish(ann, SCREEN + ", { kind: 'screen' }");
      bob.until(KINDS + " === 'camera,screen'");
      bob.seesMedia(1);
      bob.until("[...document.querySelectorAll('video')].some((v) => v.videoWidth === 640)");
      ann.begin("room.unpublish('screen')");
      assertThat(ann.outcome()).containsKey("value");
      bob.until(KINDS + " === 'camera'");
      bob.seesMedia(1);
      assertThat(bob.run("heard('stream-end')")).isEqualTo(time);
    }
    assertThat(ann.run("[...room.peers.values()][0] === first")).isEqualTo(true);
  }

  @Test
  void whoComesLaterGetsBothAndMayPresentAsWell() {
    publish(ann);
    publish(ann, SCREEN + ", { kind: 'screen' }");
    RoomPage bob = visitors.enter("Bob");
    RoomPage watcher = visitors.watch();
    bob.until(KINDS + " === 'camera,screen'");
    watcher.until(KINDS + " === 'camera,screen'");
    publish(bob, SCREEN + ", { kind: 'screen' }");
    ann.until(KINDS + " === 'screen'");
    publish(bob);
    ann.until(KINDS + " === 'camera,screen'");
    watcher.until(KINDS + " === 'camera,camera,screen,screen'");
    ann.seesMedia(1);
    bob.seesMedia(1);
    watcher.seesMedia(2);
    assertThat(ann.events("refusal")).isEmpty();
    assertThat(bob.events("refusal")).isEmpty();
  }

  @Test
  void firefoxAndChromiumTellEachOther() {
    FirefoxPage fox = firefox.open(server.site().page()).enter(server.roomAddress(), "Fox");
    publish(ann);
    publish(ann, SCREEN + ", { kind: 'screen' }");
    fox.until(KINDS + " === 'camera,screen'");
    fox.seesMedia(1);
    fox.run("camera().then((stream) => room.publish(stream))");
    fox.run("room.publish(" + SCREEN + ", { kind: 'screen' })");
    ann.until(KINDS + " === 'camera,screen'");
    ann.seesMedia(1);
    ann.until(SCREEN_SHAPED);
    fox.run("room.unpublish('screen')");
    ann.until(KINDS + " === 'camera'");
    assertThat(ann.events("refusal")).isEmpty();
    assertThat(fox.run("heard('refusal')").getAsInt()).isZero();
  }
}
