package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is large on the stage, and where the others stand. */
class ViewTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final LocatorAssertions.IsInViewportOptions WHOLE =
      new LocatorAssertions.IsInViewportOptions().setRatio(1);

  private static final Pattern LARGE = Pattern.compile("\\blarge\\b");

  /** Whether all tiles lie within the stage, and none over another, but for the own picture. */
  private static final String TIDY =
      """
      () => {
        const stage = document.getElementById('tiles').getBoundingClientRect();
        const boxes = [...document.querySelectorAll('.tile:not(.floats)')].map((each) => each.getBoundingClientRect());
        return boxes.every((a, at) =>
          a.left >= stage.left - 1 && a.right <= stage.right + 1 && a.top >= stage.top - 1 && a.bottom <= stage.bottom + 1 &&
          boxes.every((b, other) => other === at ||
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top));
      }""";

  private QuickstartServer server;
  private Visitor ann;
  private String roomLink;

  @BeforeEach
  void annIsInTheRoom() throws IOException {
    Rooms rooms =
        RtcRooms.builder()
            .limits(Limits.builder().forLoadTests().build())
            .feature(Presence::new)
            .feature(Viewers::new)
            .feature(Chat::new)
            .feature(Streams.mesh(IceServers.none(), new MeshCaps(32, 16)))
            .build();
    server = QuickstartServer.start(Options.defaults().withPort(0), () -> rooms);
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), "Ann");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aScreenGetsTheStageAndTheCamerasStay() {
    ann.startCamera();
    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    bob.startCamera();
    ann.awaitVideos(1);
    bob.press("Share screen");
    assertThat(ann.page().locator(".tile.screen")).hasClass(LARGE);
    assertThat(ann.page().locator(".tile.large")).hasCount(1);
    assertThat(ann.page().locator(".tile[data-state=playing]")).hasCount(3);
    assertThat(ann.page().locator(".tile.large")).containsText("Bob is presenting");
    assertThat(bob.page().locator(".tile.large")).hasCount(0);
    ann.page().waitForFunction(TIDY);
    bob.press("Share screen");
    assertThat(ann.page().locator(".tile.large")).hasCount(0);
    assertThat(ann.page().locator(".tile[data-state=playing]")).hasCount(2);
  }

  @Test
  void whoIsShownSmallSendsSmallPictures() {
    ann.page().setViewportSize(1280, 800);
    ann.startCamera();
    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    bob.startCamera();
    ann.awaitVideos(1);
    Crowd.enter(browsers, roomLink, 12);
    ann.page()
        .waitForFunction(
            "() => document.querySelector('.tile:not(.own) video').videoHeight <= 240");
    ann.button("Pin: Bob").click();
    ann.page()
        .waitForFunction("() => document.querySelector('.tile.large video').videoHeight > 240");
  }

  @Test
  void aPinnedPictureIsLargeUntilItIsReleased() {
    Crowd.enter(browsers, roomLink, 3);
    Locator second = ann.page().locator(".tile").nth(1);
    String name = second.locator("b").textContent();
    ann.button("Pin: " + name).focus();
    ann.page().keyboard().press("Enter");
    assertThat(second).hasClass(LARGE);
    assertThat(ann.button("Pin: " + name)).hasAttribute("aria-pressed", "true");
    ann.page().waitForFunction(TIDY);
    ann.page().keyboard().press("Enter");
    assertThat(ann.page().locator(".tile.large")).hasCount(0);
  }

  @Test
  void theOneWhoSpeaksIsLargeInTheSpeakerView() {
    Crowd.enter(browsers, roomLink, 2);
    ann.press("Speaker view");
    assertThat(ann.page().locator(".tile.large")).hasCount(1);
    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    bob.press("Microphone");
    Locator speaker =
        ann.page().locator(".tile").filter(new Locator.FilterOptions().setHasText("Bob"));
    assertThat(speaker).hasClass(LARGE);
    assertThat(speaker).hasClass(Pattern.compile("\\bspeaking\\b"));
    ann.page().reload();
    ann.awaitConnected();
    assertThat(ann.button("Speaker view")).hasAttribute("aria-pressed", "true");
    ann.press("Speaker view");
    assertThat(ann.page().locator(".tile.large")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1280, 800, 15, 180",
    "360, 640, 8, 140",
    "390, 844, 8, 160",
    "360, 640, 15, 100",
    "1280, 800, 24, 140",
    "360, 640, 24, 70"
  })
  void manyPicturesAreLargeEnough(int width, int height, int others, int least) {
    ann.page().setViewportSize(width, height);
    Crowd.enter(browsers, roomLink, others);
    assertThat(ann.page().locator(".tile")).hasCount(others);
    ann.page().waitForFunction(TIDY);
    Object narrowest =
        ann.page()
            .evaluate(
                "Math.min(...[...document.querySelectorAll('.tile')].map((each) =>"
                    + " each.getBoundingClientRect().width))");
    assertThat(((Number) narrowest).intValue()).isGreaterThanOrEqualTo(least);
  }

  @Test
  void onAPhoneTheOwnPictureFloatsAndATapHidesTheControls() {
    ann.page().setViewportSize(360, 640);
    ann.startCamera();
    assertThat(ann.page().locator(".tile.floats")).hasCount(0);
    Crowd.enter(browsers, roomLink, 2);
    assertThat(ann.page().locator(".tile.own")).hasClass(Pattern.compile("floats"));
    ann.page().locator(".tile.own video").click();
    assertThat(ann.button("Microphone")).isHidden();
    ann.page().locator(".tile.own video").click();
    assertThat(ann.button("Microphone")).isVisible();
    assertThat(ann.button("Microphone")).isInViewport();
  }

  @Test
  void onAPhoneTheChatIsASheetThatTellsOfNews() {
    ann.page().setViewportSize(360, 640);
    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    Locator text = ann.page().locator("#text");
    assertThat(text).isHidden();
    bob.say("Hello");
    assertThat(ann.page().locator("#unread")).hasText("1");
    ann.page().locator("#tab-chat").click();
    assertThat(text).isInViewport();
    assertThat(ann.page().locator("#unread")).isHidden();
    assertThat(ann.button("Microphone")).isInViewport();
    text.click();
    ann.page().setViewportSize(360, 330); // a keyboard takes the rest
    assertThat(text).isInViewport(WHOLE);
    ann.page().setViewportSize(360, 640);
    ann.page().locator("#tab-chat").click();
    assertThat(text).isHidden();
    ann.button("Chat, people and links").click();
    assertThat(text).isVisible();
  }
}
