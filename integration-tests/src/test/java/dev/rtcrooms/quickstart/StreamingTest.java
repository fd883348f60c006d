package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The buttons below the stage: what they do for the one who presses them, and for those who watch.
 */
class StreamingTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Browsers whole = new Browsers(Engine.CHROMIUM);

  private static final String OWN_TRACKS =
      "document.querySelector('.tile.own video').srcObject.get%sTracks()";

  private static final LocatorAssertions.IsInViewportOptions WHOLE =
      new LocatorAssertions.IsInViewportOptions().setRatio(1);

  private QuickstartServer server;
  private Visitor ann;
  private Visitor eve;
  private String roomLink;

  @BeforeEach
  void eveWatchesTheRoomOfAnn() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), "Ann");
    eve = Visitor.with(browsers).watch(ann.streamLink());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCameraThatIsOffIsNotSeenUntilItIsOn() {
    ann.press("Microphone");
    ann.startCamera();
    eve.awaitVideos(1);
    assertThat(ann.button("Camera")).isFocused();
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "true");
    ann.page().evaluate("window.light = " + OWN_TRACKS.formatted("Video") + "[0]");

    ann.page().keyboard().press("Space");
    assertThat(eve.otherTile()).hasAttribute("data-state", "sound");
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "false");
    assertThat(ann.button("Camera")).isFocused();
    assertThat(ann.page().evaluate("light.readyState")).isEqualTo("ended");
    assertThat(ann.page().locator(".tile.own")).hasAttribute("data-state", "sound");

    ann.page().keyboard().press("Space");
    eve.awaitVideos(1);
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "true");
    assertThat(ann.page().locator("#notice")).isHidden();
  }

  @Test
  void aMicrophoneThatIsOffIsShownToThoseWhoComeLateToo() {
    ann.startCamera();
    ann.press("Microphone");
    Locator muted = eve.otherTile().locator(".tile-muted");
    eve.awaitVideos(1);
    assertThat(muted).isHidden();
    ann.press("Microphone");
    assertThat(muted).isVisible();
    assertThat(eve.otherTile().locator(".tile-name")).containsText("Muted: Ann");
    assertThat(ann.button("Microphone")).hasAttribute("aria-pressed", "false");
    assertThat(ann.page().evaluate(OWN_TRACKS.formatted("Audio") + "[0].enabled")).isEqualTo(false);

    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    assertThat(bob.otherTile().locator(".tile-muted")).isVisible();
    ann.press("Microphone");
    assertThat(muted).isHidden();
    assertThat(bob.otherTile().locator(".tile-muted")).isHidden();
  }

  @Test
  void oneMayTalkWithoutACamera() {
    ann.press("Microphone");
    assertThat(eve.otherTile()).hasAttribute("data-state", "sound");
    assertThat(ann.button("Microphone")).hasAttribute("aria-pressed", "true");
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "false");
    assertThat(ann.page().evaluate(OWN_TRACKS.formatted("Video") + ".length")).isEqualTo(0);
    eve.page().waitForFunction("() => document.querySelector('.tile video').currentTime > 0");
  }

  @Test
  void oneWhoseCameraIsDeniedIsStillHeard() {
    ann.page()
        .evaluate(
            """
            () => {
              const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = (wanted) =>
                wanted.video ? Promise.reject(new DOMException('', 'NotAllowedError')) : open(wanted);
            }
            """);
    ann.press("Microphone");
    assertThat(eve.otherTile()).hasAttribute("data-state", "sound");
    ann.press("Camera");
    assertThat(ann.page().locator("#notice-text"))
        .hasText(
            "Your browser did not allow the camera. Allow it for this page, beside its address,"
                + " and turn it on again.");
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "false");
    assertThat(ann.button("Microphone")).hasAttribute("aria-pressed", "true");
    assertThat(eve.otherTile()).hasAttribute("data-state", "sound");
  }

  @Test
  void theControlsStandInOneRowAndTheInvitationStays() {
    ann.startCamera();
    eve.awaitVideos(1);
    for (int width : new int[] {1280, 1024, 640, 390, 360}) {
      ann.page().setViewportSize(width, 800);
      Object rows =
          ann.page()
              .evaluate(
                  "new Set([...document.querySelectorAll('.room .controls button:not([hidden])')].map((button) =>"
                      + " button.getBoundingClientRect().top)).size");
      assertThat(rows).as("rows of %s px", width).isEqualTo(1);
      assertThat(ann.button("Microphone")).isInViewport(WHOLE);
      assertThat(ann.button("Leave")).isInViewport(WHOLE);
      assertThat(ann.page().locator(".invite")).isInViewport();
      assertThat(ann.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
          .as("%s px overflow by", width)
          .isEqualTo(0);
    }
  }

  @Test
  void aScreenIsShownBesideTheCameraUntilTheBrowserEndsIt() {
    ann.startCamera();
    eve.awaitVideos(1);
    ann.press("Share screen");
    assertThat(eve.page().locator(".tile.screen")).containsText("Ann is presenting");
    assertThat(eve.page().locator(".tile[data-state=playing]")).hasCount(2);
    assertThat(ann.button("Share screen")).hasAttribute("aria-pressed", "true");
    assertThat(ann.page().locator(".tile.own.screen")).containsText("Your screen");

    ann.page()
        .evaluate(
            "document.querySelector('.tile.own.screen video').srcObject.getVideoTracks()[0]"
                + ".dispatchEvent(new Event('ended'))");
    assertThat(eve.page().locator(".tile.screen")).hasCount(0);
    assertThat(ann.button("Share screen")).hasAttribute("aria-pressed", "false");
    assertThat(ann.page().locator("#notice")).isHidden();
    eve.awaitVideos(1);
  }

  @Test
  void aScreenMayBeSharedWithoutACamera() {
    ann.press("Share screen");
    eve.awaitVideos(1);
    assertThat(ann.page().evaluate("cameraAsked")).isEqualTo(0);
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "false");
    ann.press("Share screen");
    eve.page().getByText("Nobody is streaming yet").waitFor();
    assertThat(ann.page().locator(".tile")).hasCount(0);
  }

  /** Without its windows, Chromium gives devices other ids after each load of a page. */
  @Test
  void anotherCameraIsTakenAtOnceAndRemembered() {
    ann = Visitor.with(whole);
    roomLink = ann.createRoom(server.url(), "Ann");
    eve = Visitor.with(whole).watch(ann.streamLink());
    ann.startCamera();
    eve.awaitVideos(1);
    String before = camera();
    String offers = ann.sent();
    ann.press("Devices");
    Locator cameras = ann.page().getByLabel("Camera", labelled());
    assertThat(cameras).hasValue(before);
    Object other =
        cameras.evaluate("list => list.options[2].value"); // the second cannot be encoded
    cameras.selectOption((String) other);
    ann.page().waitForFunction("one => " + deviceId() + " === one", other);
    ann.page().keyboard().press("Escape");
    assertThat(ann.button("Devices")).isFocused();
    eve.awaitVideos(1);
    assertThat(ann.sent().substring(offers.length())).doesNotContain("\"offer\"");

    ann.page().reload();
    ann.awaitConnected();
    eve.awaitVideos(1);
    assertThat(camera()).isEqualTo(other);
  }

  @Test
  void aDeviceThatAppearsIsInTheList() {
    ann.startCamera();
    eve.awaitVideos(1);
    ann.press("Devices");
    ann.button("Done").waitFor(); // the dialog follows changes from now on
    Locator microphones = ann.page().getByLabel("Microphone", labelled()).locator("option");
    assertThat(microphones).not().hasCount(0);
    int before = microphones.count();
    ann.page()
        .evaluate(
            """
            () => {
              const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
              const more = { kind: 'audioinput', deviceId: 'usb', label: '<b>New</b>' };
              navigator.mediaDevices.enumerateDevices = async () => [...await list(), more];
              navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
            }
            """);
    assertThat(microphones).hasCount(before + 1);
    assertThat(microphones.last()).hasText("<b>New</b>");
  }

  @Test
  void aCameraThatIsUnpluggedLeavesTheSound() {
    ann.press("Microphone");
    ann.startCamera();
    eve.awaitVideos(1);
    ann.page().evaluate(OWN_TRACKS.formatted("Video") + "[0].dispatchEvent(new Event('ended'))");
    assertThat(ann.page().locator("#notice-text")).containsText("The camera is gone");
    assertThat(eve.otherTile()).hasAttribute("data-state", "sound");
    assertThat(ann.button("Camera")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void howGoodAConnectionIsCanBeSeenAndHeard() {
    ann.startCamera();
    eve.awaitVideos(1);
    Locator bars = eve.otherTile().getByRole(AriaRole.IMG);
    assertThat(bars).hasAttribute("data-level", Pattern.compile("good|fair|poor"));
    assertThat(bars).hasAttribute("aria-label", Pattern.compile("Connection: (good|fair|poor)"));
    assertThat(ann.page().locator(".tile.own .bars")).isHidden();
  }

  private String camera() {
    return (String) ann.page().evaluate(deviceId());
  }

  private static String deviceId() {
    return OWN_TRACKS.formatted("Video") + "[0].getSettings().deviceId";
  }

  private static Page.GetByLabelOptions labelled() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
