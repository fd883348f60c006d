package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes before a room: preview, microphone, name, and who is inside. */
class GateTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  /** The server alone says who Bob is, and by that which colour he has. */
  private static final String PORTRAIT_OF_BOB =
      """
      [...document.querySelectorAll('.member')]
        .find((each) => each.querySelector('.member-name').textContent === 'Bob')
        .querySelector('.portrait').className""";

  private QuickstartServer server;
  private Visitor ann;
  private Visitor bob;
  private String roomLink;

  @BeforeEach
  void bobStandsBeforeTheRoomOfAnn() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), "Ann");
    bob = Visitor.with(browsers);
    bob.page().navigate(roomLink);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsOpenedUnasked() {
    assertThat(bob.button("Join")).isVisible();
    assertThat(bob.button("Camera")).hasAttribute("aria-pressed", "false");
    assertThat(bob.page().evaluate("cameraAsked")).isEqualTo(0);
    bob.press("Join");
    bob.awaitConnected();
    assertThat(bob.page().evaluate("cameraAsked")).isEqualTo(0);
  }

  @Test
  void whatIsOnAtTheGateIsOnInTheRoom() {
    bob.press("Camera");
    bob.page().waitForFunction("() => document.getElementById('preview').videoWidth > 0");
    bob.press("Microphone");
    bob.page().waitForFunction("() => document.getElementById('gate-level').value > 0");
    assertThat(bob.button("Microphone")).isFocused();
    bob.page().getByLabel("Your name").fill("Bob");
    bob.press("Join");
    ann.awaitVideos(1);
    assertThat(ann.otherTile().locator(".tile-muted")).isHidden();
    assertThat(bob.button("Camera")).hasAttribute("aria-pressed", "true");
    assertThat(bob.button("Microphone")).hasAttribute("aria-pressed", "true");
    assertThat(bob.page().evaluate("cameraAsked")).as("once for each").isEqualTo(2);
    assertThat(bob.page().locator(".tile.own .portrait"))
        .hasClass((String) bob.page().evaluate(PORTRAIT_OF_BOB));

    bob.page().reload();
    bob.awaitConnected();
    ann.awaitVideos(1);
    assertThat(bob.button("Microphone")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void oneWhoseCameraIsDeniedComesInWithTheMicrophone() {
    bob.page()
        .evaluate(
            """
            () => {
              const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = (wanted) =>
                wanted.video ? Promise.reject(new DOMException('', 'NotAllowedError')) : open(wanted);
            }
            """);
    bob.press("Camera");
    assertThat(bob.page().locator("#gate-problem")).containsText("Allow it for this page");
    bob.press("Microphone");
    assertThat(bob.page().locator("#gate-problem")).isHidden();
    bob.press("Join");
    assertThat(ann.otherTile()).hasAttribute("data-state", "sound");
  }

  @Test
  void devicesAreChosenBeforeTheRoom() {
    bob.press("Camera");
    bob.page().waitForFunction("() => document.getElementById('preview').videoWidth > 0");
    bob.press("Devices");
    bob.button("Done").waitFor(); // the lists are filled before
    Locator cameras = bob.page().getByLabel("Camera", new Page.GetByLabelOptions().setExact(true));
    Object other = cameras.evaluate("list => list.options[2].value");
    cameras.selectOption((String) other);
    bob.page()
        .waitForFunction(
            "one => document.getElementById('preview').srcObject.getTracks()[0].getSettings().deviceId"
                + " === one",
            other);
  }

  @Test
  void itSaysWhoIsInside() {
    assertThat(bob.page().locator("#gate-title")).hasText("Enter the room");
    assertThat(bob.page().locator("#gate-inside")).hasText("1 participant is inside.");
    Visitor.with(browsers).watch(ann.streamLink());
    bob.press("Join");
    bob.awaitConnected();
    Page cleo = Visitor.with(browsers).page();
    cleo.navigate(roomLink);
    assertThat(cleo.locator("#gate-inside")).hasText("2 participants are inside.");
    cleo.navigate(server.url());
    cleo.getByText("Create a room").click();
    assertThat(cleo.locator("#gate-title")).hasText("Your new room");
    assertThat(cleo.locator("#gate-inside")).hasText("Nobody is inside yet.");
  }

  @Test
  void aLongNameIsCutBetweenCharacters() {
    Locator name = bob.page().getByLabel("Your name");
    name.fill("x".repeat(63) + "\uD83D\uDE00");
    assertThat(name).hasValue("x".repeat(63));
    String family = "\uD83D\uDC69\u200D\uD83D\uDC67"; // one character of five units
    name.fill("x".repeat(60) + family);
    assertThat(name).hasValue("x".repeat(60));
    name.fill("e" + "\u0301".repeat(80));
    assertThat(name).hasValue("e" + "\u0301".repeat(63));
    bob.press("Join");
    bob.awaitConnected();
  }

  @Test
  void twoWithoutANameAreToldApart() {
    bob.press("Join");
    bob.awaitConnected();
    Visitor cleo = Visitor.with(browsers).join(roomLink, "");
    cleo.page().locator("#tab-people").click();
    assertThat(cleo.page().locator(".member-name")).hasCount(3);
    List<String> names = cleo.page().locator(".member-name").allTextContents();
    assertThat(names).doesNotHaveDuplicates().contains("Ann");
  }
}
