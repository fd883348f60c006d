package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people are told when a mesh of browsers carries no more: here one camera, one watcher. */
class CrowdTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  /** What browsers do; the one that is driven here counts as touched from the first. */
  private static final String SILENT_UNTIL_TOUCHED =
      """
      let touched = false;
      addEventListener('pointerdown', () => { touched = true; }, true);
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        const refusal = new DOMException('', 'NotAllowedError');
        return this.muted || touched ? play.call(this) : Promise.reject(refusal);
      };
      """;

  private QuickstartServer server;
  private Visitor ann;
  private String roomLink;

  @BeforeEach
  void annStreams() throws IOException {
    MeshCaps caps = new MeshCaps(1, 1);
    Rooms rooms =
        RtcRooms.builder()
            .limits(Limits.builder().forLoadTests().build())
            .feature(Viewers::new)
            .feature(Streams.mesh(IceServers.none(), caps))
            .build();
    server = QuickstartServer.start(Options.defaults().withPort(0), () -> rooms);
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), "Ann");
    ann.press("Microphone");
    ann.startCamera();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCameraTooManyIsExplainedAndLetGo() {
    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    bob.awaitVideos(1);
    bob.startCamera();
    assertThat(bob.page().locator("#notice-text"))
        .containsText("As many people are on camera or microphone as this room can carry");
    assertThat(bob.button("Camera")).isEnabled();
    assertThat(bob.button("Camera")).hasAttribute("aria-pressed", "false");
    assertThat(bob.page().locator(".tile.own")).hasCount(0);
  }

  @Test
  void aWatcherTooManyIsTold() {
    Visitor.with(browsers).watch(ann.streamLink()).awaitVideos(1);
    Visitor late = Visitor.with(browsers).watch(ann.streamLink());
    assertThat(late.page().locator("#notice-text"))
        .containsText("As many people are watching as browsers alone can carry");
    ann.awaitCounts(1, 2);
  }

  @Test
  void soundWaitsForTheWatcherToAllowIt() {
    Visitor eve = Visitor.with(browsers);
    eve.page().addInitScript(SILENT_UNTIL_TOUCHED);
    eve.watch(ann.streamLink());
    assertThat(eve.page().locator("#silent")).isVisible();
    assertThat(eve.page().locator(".tile")).hasAttribute("data-state", "playing");
    eve.page().getByText("Turn on sound").click();
    assertThat(eve.page().locator("#silent")).isHidden();
    eve.page().waitForFunction("!document.querySelector('video').muted");
    eve.awaitVideos(1);
  }
}
