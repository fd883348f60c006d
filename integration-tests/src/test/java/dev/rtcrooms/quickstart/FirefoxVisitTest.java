package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.browser.Engine;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people do with the pages, in Firefox; axe-core looks at each state. */
class FirefoxVisitTest {

  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);
  @RegisterExtension static final Browsers chromium = new Browsers();

  private QuickstartServer server;
  private Looks looks;

  @BeforeEach
  void start() throws Exception {
    server = Quickstart.start(Options.defaults().withPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The visit with a phone sees the light colors. */
  static Stream<String> colors() {
    return Looks.ALL ? Stream.of("Light", "Dark") : Stream.of("Dark");
  }

  /** By a setting of the page, since the driver cannot say what the system prefers. */
  @ParameterizedTest
  @MethodSource("colors")
  void everyStateOfAVisitIsAccessible(String colors) throws Exception {
    looks = new Looks(1280, 800, ColorScheme.valueOf(colors.toUpperCase(Locale.ROOT)), "firefox-");
    Visitor ann = Visitor.with(firefox, looks.options());
    look(ann, server.url(), "welcome");
    String roomLink = ann.createRoom(server.url(), "Ann");
    ann.press("Settings");
    ann.page().getByLabel("Colours").selectOption(colors);
    looks.look(ann.page(), "settings");
    ann.press("Done");
    looks.look(ann.page(), "alone");
    Visitor bob = Visitor.with(firefox, looks.options()).join(roomLink, "Bob");
    bob.startCamera();
    bob.press("Microphone");
    ann.startCamera();
    ann.awaitVideos(1);
    bob.awaitVideos(1);
    bob.say("Hello Ann, see https://docs.example/a_b");
    ann.awaitMessage("Hello Ann");
    looks.look(ann.page(), "room");
    ann.page().locator("#tab-people").click();
    bob.press("Raise hand");
    assertThat(ann.person("Bob").locator(".member-hand")).isVisible();
    looks.look(ann.page(), "people");
    ann.person("Bob").locator(".more").click();
    looks.look(ann.page(), "person");
    ann.press("Close");
    ann.page().bringToFront(); // Firefox lists devices for the page that has the focus alone
    ann.press("Devices");
    ann.button("Done").waitFor();
    looks.look(ann.page(), "devices");
    ann.press("Done");
    ann.press("Leave");
    assertThat(ann.page().locator("#ended-title")).hasText("You left the room");
    looks.look(ann.page(), "left");
    looks.assertNothingIsWrong();
  }

  @Test
  void onAPhoneTheChatIsASheet() throws Exception {
    looks = new Looks(360, 640, ColorScheme.LIGHT, "firefox-");
    Visitor ann = Visitor.with(firefox, looks.options());
    String roomLink = ann.createRoom(server.url(), "Ann");
    Visitor bob = Visitor.with(firefox, looks.options()).join(roomLink, "Bob");
    bob.startCamera();
    ann.awaitVideos(1);
    bob.say("Hello Ann");
    assertThat(ann.page().locator("#unread")).hasText("1");
    looks.look(ann.page(), "room");
    ann.awaitMessage("Hello Ann");
    looks.look(ann.page(), "chat");
    ann.page().locator("#tab-people").click();
    ann.page().getByText("Rules of the room").click();
    looks.look(ann.page(), "rules");
    ann.page().locator("#tab-people").click();
    ann.press("Leave");
    assertThat(ann.page().locator("#ended-title")).hasText("You left the room");
    looks.assertNothingIsWrong();
  }

  @ParameterizedTest
  @EnumSource
  void theySeeEachOtherInFirefoxAndChromium(Options.Media streams) throws Exception {
    server.close();
    server = Quickstart.start(Options.defaults().withPort(0).withStreams(streams));
    Visitor ann = Visitor.with(firefox);
    String roomLink = ann.createRoom(server.url(), "Ann");
    Visitor bob = Visitor.with(chromium);
    bob.page().navigate(roomLink);
    bob.press("Camera");
    bob.press("Join");
    ann.awaitVideos(1);
    Visitor fox = Visitor.with(firefox);
    fox.page().navigate(roomLink);
    fox.press("Camera");
    fox.page().waitForFunction("() => document.getElementById('preview').videoWidth > 0");
    fox.press("Microphone");
    fox.press("Join");
    ann.awaitVideos(2);
    bob.awaitVideos(1);
    ann.startCamera();
    bob.awaitVideos(2);
    fox.awaitVideos(2);

    fox.press("Share screen");
    assertThat(bob.page().locator(".tile.screen.large")).isVisible();
    bob.awaitVideos(3);
    fox.press("Share screen");
    assertThat(bob.page().locator(".tile.screen")).hasCount(0);
    fox.page().keyboard().press("v");
    bob.awaitVideos(1);
    assertThat(fox.button("Camera")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void theyWriteAnswerReactAndMention() {
    Visitor ann = Visitor.with(firefox);
    Visitor bob = Visitor.with(firefox).join(ann.createRoom(server.url(), "Ann"), "Bob");
    ann.page().locator("#text").pressSequentially("Hel");
    bob.awaitTyping();
    ann.say("Helo");
    bob.awaitMessage("Helo");
    ann.actOnMessage("Helo", "Edit");
    ann.say("Hello");
    assertThat(bubbles(bob)).hasText(new String[] {"Hello"});
    bob.actOnMessage("Hello", "Party");
    assertThat(ann.page().locator(".reaction")).hasText("🎉 1");
    bob.actOnMessage("Hello", "Reply");
    bob.say("שלום");
    assertThat(ann.page().locator(".quote:visible")).containsText("Hello");
    assertThat(bubbles(ann).last()).hasCSS("direction", "rtl");
    ann.page().locator("#text").pressSequentially("Ask @b");
    ann.page().keyboard().press("Enter");
    ann.page().keyboard().press("Enter");
    assertThat(bob.page().locator(".mentions-you mark")).hasText("@Bob");
    ann.page().locator("#tab-people").click();
    ann.actOnPerson("Bob", "Write to this person only");
    ann.say("For Bob");
    assertThat(bob.page().locator(".message.direct .bubble")).hasText("For Bob");
    ann.actOnMessage("Ask @Bob", "Delete");
    assertThat(bubbles(bob).nth(2)).hasText("This message was deleted.");
  }

  @Test
  void aModeratorKeepsOrder() {
    Visitor ann = Visitor.with(firefox);
    String roomLink = ann.createRoom(server.url(), "Ann");
    Visitor bob = Visitor.with(firefox).join(roomLink, "Bob");
    ann.page().locator("#tab-people").click();
    bob.press("Microphone");
    assertThat(ann.person("Bob").locator(".member-live")).isVisible();
    ann.actOnPerson("Bob", "Ask to turn off the microphone");
    assertThat(bob.button("Microphone")).hasAttribute("aria-pressed", "false");
    ann.actOnPerson("Bob", "Mute in chat");
    assertThat(bob.page().locator("#text")).isDisabled();
    ann.page().getByLabel("Who may enter").selectOption("People that a moderator admits");
    assertThat(bob.page().locator("#entry-mode")).hasValue("waiting"); // the room has taken it
    Page carl = Visitor.with(firefox).page();
    carl.navigate(roomLink);
    carl.getByLabel("Your name").fill("Carl");
    carl.keyboard().press("Enter");
    assertThat(carl.locator("#waiting-room")).isVisible();
    ann.press("Admit Carl");
    assertThat(carl.locator("#room")).isVisible();
    ann.actOnPerson("Carl", "Make a moderator");
    assertThat(ann.person("Carl")).containsText("moderator");
    ann.actOnPerson("Bob", "Ban");
    assertThat(bob.page().locator("#ended-title")).hasText("You are banned from this room");
    ann.page().getByText("Banned (1)").click();
    ann.press("Unban Bob");
    ann.page().getByLabel("Who may enter").selectOption("Nobody else");
    assertThat(carl.locator("#entry-mode")).hasValue("locked");
    ann.page().reload();
    ann.awaitConnected();
    Page dora = Visitor.with(firefox).page();
    dora.navigate(roomLink);
    dora.keyboard().press("Enter");
    assertThat(dora.locator("#ended-title")).hasText("The room is locked");
  }

  @Test
  void aLossOfTheNetworkIsShownAndSurvived() {
    Visitor ann = Visitor.with(firefox);
    Visitor bob = Visitor.with(firefox).join(ann.createRoom(server.url(), "Ann"), "Bob");
    bob.page().context().setOffline(true);
    assertThat(bob.page().locator("#trouble-text")).hasText("You are offline.");
    bob.say("Said without a network");
    bob.page().context().setOffline(false);
    bob.awaitConnected();
    assertThat(bob.page().locator("#trouble")).isHidden();
    ann.awaitMessage("Said without a network");
    assertThat(bubbles(ann)).hasCount(1);
  }

  private void look(Visitor visitor, String address, String name) {
    visitor.page().navigate(address);
    looks.look(visitor.page(), name);
  }

  private static Locator bubbles(Visitor visitor) {
    return visitor.page().locator("#messages .bubble");
  }
}
