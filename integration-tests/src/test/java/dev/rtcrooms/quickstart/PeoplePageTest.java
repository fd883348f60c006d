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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The people of a room's page, and what moderators do there. Ann is the first, so she moderates.
 */
class PeoplePageTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private QuickstartServer server;
  private Visitor ann;
  private Visitor bob;
  private String roomLink;

  @BeforeEach
  void bobVisitsAnn() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), "Ann");
    ann.page().locator("#tab-people").click();
    bob = Visitor.with(browsers).join(roomLink, "Bob");
    bob.page().locator("#tab-people").click();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void onlyWhoModeratesSeesHow() {
    assertThat(ann.page().locator("#entry")).isVisible();
    assertThat(ann.person("Ann")).containsText("moderator");
    assertThat(ann.person("Bob").locator(".more")).isVisible();
    assertThat(bob.page().locator("#entry")).isHidden();
    more(bob, "Ann");
    assertThat(bob.button("Write to this person only")).isVisible();
    assertThat(bob.button("Make a moderator")).isHidden();
    assertThat(bob.page().locator("#person-removal")).isHidden();
  }

  @Test
  void whoJoinsAndLeavesIsToldAndAReloadIsNot() {
    ann.awaitToast("Bob\u2069 joined");
    assertThat(ann.page().locator("#toasts[role=status]")).hasCount(1);
    bob.page().reload();
    bob.awaitConnected();
    Visitor carl = Visitor.with(browsers).join(roomLink, "Carl");
    ann.awaitToast("Carl\u2069 joined");
    carl.press("Leave");
    ann.awaitToast("Carl\u2069 left");
    assertThat(ann.toasts()).noneMatch(toast -> toast.contains("Bob\u2069 left"));
  }

  @Test
  void handsAreShownInTheirOrderAndLowered() {
    bob.press("Raise hand");
    assertThat(ann.person("Bob").locator(".member-hand")).hasText(Pattern.compile("1$"));
    ann.awaitToast("Bob\u2069 has raised a hand");
    assertThat(ann.page().locator("#asking")).hasText("1");
    ann.press("Raise hand");
    assertThat(names(bob)).hasText(new String[] {"Bob", "Ann"});
    ann.actOnPerson("Bob", "Lower the hand");
    assertThat(ann.person("Bob").locator(".member-hand")).isHidden();
    assertThat(ann.page().locator("#asking")).isHidden();
    assertThat(bob.button("Raise hand")).hasAttribute("aria-pressed", "false");
    assertThat(names(bob)).hasText(new String[] {"Ann", "Bob"});
    bob.page().keyboard().press("h");
    assertThat(bob.button("Raise hand")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void newcomersWaitUntilTheyAreLetIn() {
    ann.page().getByLabel("Who may enter").selectOption("People that a moderator admits");
    assertThat(bob.page().locator("#entry-mode")).hasValue("waiting"); // the room has taken it
    Page carl = comes("Carl");
    assertThat(carl.getByText("Waiting to be let in").first()).isVisible();
    ann.awaitToast("Carl\u2069 is waiting to be let in");
    assertThat(ann.page().locator("#asking")).hasText("1");
    ann.press("Admit Carl");
    assertThat(ann.page().locator("#people")).isFocused();
    ann.page().keyboard().press("ArrowDown");
    assertThat(ann.page().getByLabel("Who may enter")).hasValue("waiting");
    assertThat(carl.locator("#room")).isVisible();
    assertThat(ann.person("Carl")).isVisible();
    assertThat(ann.page().locator("#waiting")).isHidden();

    Page dora = comes("Dora");
    ann.press("Deny Dora");
    assertThat(dora.locator("#ended-title")).hasText("You were not let in");
  }

  @Test
  void aLockedRoomSaysSoAndLetsThoseInWhoAreOfTheRoom() {
    ann.page().getByLabel("Who may enter").selectOption("Nobody else");
    assertThat(bob.page().locator("#entry-mode")).hasValue("locked"); // the room has taken it
    assertThat(comes("Carl").locator("#ended-title")).hasText("The room is locked");
    for (Visitor each : new Visitor[] {ann, bob}) {
      each.page().reload();
      each.awaitConnected();
    }
    assertThat(ann.page().locator("#entry-mode")).hasValue("locked");
  }

  @Test
  void aModeratorSaysHowManyFitIn() {
    Locator places = ann.page().getByLabel("Places in the room");
    assertThat(places).hasValue(Pattern.compile("\\d+"));
    String most = places.inputValue();
    places.fill("2");
    ann.page().keyboard().press("Enter");
    assertThat(bob.page().locator("#capacity")).hasValue("2"); // the room has taken it
    assertThat(comes("Carl").locator("#ended-title")).hasText("The room is full");
    places.fill(most + "0");
    ann.page().keyboard().press("Enter");
    ann.awaitToast("cannot hold so many");
    assertThat(places).hasValue("2");
    places.fill("0");
    ann.page().keyboard().press("Enter");
    assertThat(places).hasValue("2");
  }

  @Test
  void aModeratorNamesTheRoomAndEachPageShowsIt() {
    Visitor eve = Visitor.with(browsers).watch(ann.streamLink());
    Locator name = ann.page().getByLabel("Name of the room");
    name.fill("  Choir <b>1</b> ");
    ann.page().keyboard().press("Enter");
    for (Visitor each : new Visitor[] {ann, bob, eve}) {
      assertThat(each.page().locator("#room-name")).hasText("Choir <b>1</b>");
      assertThat(each.page()).hasTitle("Choir <b>1</b> · RTC Rooms");
    }
    assertThat(name).hasValue("Choir <b>1</b>");
    bob.page().locator("#tab-chat").click();
    bob.awaitMessage("This room is called Choir <b>1</b> now.");
    assertThat(bob.message("Choir").locator(".author")).hasText("Host");
    Visitor carl = Visitor.with(browsers).join(roomLink, "Carl");
    assertThat(carl.page().locator("#room-name")).hasText("Choir <b>1</b>");

    name.fill("");
    ann.page().keyboard().press("Enter");
    assertThat(bob.page().locator("#room-name")).isHidden();
    assertThat(bob.page()).hasTitle("Room · RTC Rooms");
    assertThat(eve.page()).hasTitle("Stream · RTC Rooms");

    ann.actOnPerson("Bob", "Make a moderator");
    name.fill("Half a na");
    bob.page().locator("#tab-people").click();
    bob.page().getByLabel("Name of the room").fill("Orchestra");
    bob.page().keyboard().press("Enter");
    assertThat(ann.page().locator("#room-name")).hasText("Orchestra");
    assertThat(name).hasValue("Half a na");
  }

  @Test
  void oneWhoWatchesRaisesAHandAndTakesPartForAWhile() {
    Visitor eve = Visitor.with(browsers).watch(ann.streamLink());
    assertThat(eve.button("Camera")).isHidden();
    eve.press("Raise hand");
    ann.awaitToast("has raised a hand");
    ann.actOnPerson("watching", "Make a participant");
    eve.awaitToast("You may take part now");
    assertThat(eve.button("Raise hand")).hasAttribute("aria-pressed", "false");
    eve.startCamera();
    ann.awaitVideos(1);
    bob.awaitVideos(1);
    String name = ann.otherTile().locator(".tile-name b").textContent();
    ann.actOnPerson(name, "Make a viewer");
    assertThat(eve.button("Camera")).isHidden();
    eve.awaitToast("You only watch again");
    assertThat(ann.page().locator(".tile")).hasCount(0);
    assertThat(eve.page().locator(".tile")).hasCount(0);
  }

  @Test
  void whatTheRoomRefusesIsShownAsItWas() {
    for (String[] field :
        new String[][] {
          {"Who may enter", "open", "is one of"}, {"Slow mode of the chat", "0", "interval is"}
        }) {
      Locator choice = ann.page().getByLabel(field[0]);
      choice.evaluate("choice => choice.add(new Option('Wrong', '-1'))");
      choice.selectOption("Wrong");
      assertThat(choice).hasValue(field[1]);
      ann.awaitToast(field[2]);
    }
  }

  @Test
  void oneWhoIsRemovedIsToldWhyAndMayComeBack() {
    more(ann, "Bob");
    ann.page().getByLabel("Reason").fill("Off topic.");
    ann.press("Remove");
    assertThat(bob.page().locator("#ended-title")).hasText("You were removed");
    assertThat(bob.page().locator("#ended-text")).containsText("“Off topic.”");
    assertThat(bob.page().locator("#ended-text")).not().containsText("”.");
    bob.press("Come back");
    bob.awaitConnected();
  }

  @Test
  void oneWhoIsBannedIsToldUntilWhenAndStaysOut() {
    more(ann, "Bob");
    ann.page().locator("#person-ban-time").selectOption("for 1 hour");
    ann.press("Ban");
    assertThat(bob.page().locator("#ended-title")).hasText("You are banned from this room");
    assertThat(bob.page().locator("#ended-text")).containsText("The ban lasts until");
    bob.press("Try again");
    assertThat(bob.page().getByText("You are banned from this room").first()).isVisible();
    ann.page().getByText("Banned (1)").click();
    ann.press("Unban Bob");
    assertThat(ann.page().locator("#banned")).isHidden();
    bob.page().navigate(roomLink);
    bob.awaitConnected();
  }

  @Test
  void oneWhoMayNotWriteIsToldAndLetAgain() {
    ann.actOnPerson("Bob", "Mute in chat");
    Locator field = bob.page().locator("#text");
    assertThat(field).isDisabled();
    assertThat(bob.page().locator("#send")).isDisabled();
    assertThat(bob.page().locator("#slow")).hasText("You may not write here now.");
    bob.awaitToast("does not let you write");
    assertThat(ann.person("Bob")).containsText("may not write");
    ann.actOnPerson("Bob", "Unmute in chat");
    assertThat(field).isEnabled();
    assertThat(bob.page().locator("#send")).isEnabled();
  }

  @Test
  void aModeratorTurnsOffAMicrophone() {
    bob.press("Microphone");
    assertThat(ann.person("Bob").locator(".member-live")).isVisible();
    ann.actOnPerson("Bob", "Ask to turn off the microphone");
    assertThat(bob.button("Microphone")).hasAttribute("aria-pressed", "false");
    bob.awaitToast("Ann\u2069 has turned off your microphone");
    assertThat(ann.person("Bob").locator(".member-muted")).isVisible();
    ann.actOnPerson("Bob", "Forbid microphone and camera");
    assertThat(bob.button("Microphone")).isDisabled();
  }

  @Test
  void aModeratorsMuteLeavesTheKeyboardWhereItIs() {
    bob.press("Microphone");
    assertThat(ann.person("Bob").locator(".member-live")).isVisible();
    bob.page().locator("#tab-chat").click();
    Locator field = bob.page().locator("#text");
    field.pressSequentially("Hel");
    ann.actOnPerson("Bob", "Ask to turn off the microphone");
    bob.awaitToast("has turned off your microphone");
    bob.page().keyboard().type("lo");
    assertThat(field).isFocused();
    assertThat(field).hasValue("Hello");
  }

  @Test
  void oneWhoMayNotStreamWhileTheBrowserAsksCannotTryAgain() {
    bob.page()
        .evaluate(
            "() => { navigator.mediaDevices.getUserMedia = () =>"
                + " new Promise((resolve, reject) => { window.refuseCamera = reject; }); }");
    bob.press("Camera");
    bob.page().waitForFunction("() => window.refuseCamera !== undefined");
    ann.actOnPerson("Bob", "Forbid microphone and camera");
    assertThat(bob.button("Microphone")).isDisabled();
    bob.page().evaluate("() => refuseCamera(new DOMException('', 'NotAllowedError'))");
    assertThat(bob.page().locator("#notice-text")).containsText("did not allow the camera");
    assertThat(bob.button("Camera")).isDisabled();
  }

  @Test
  void oneWhoIsMutedAlreadyIsNotToldSo() {
    bob.startCamera();
    assertThat(ann.person("Bob").locator(".member-muted")).isVisible();
    ann.actOnPerson("Bob", "Ask to turn off the microphone");
    ann.actOnPerson("Bob", "Ask to turn off the camera");
    bob.awaitToast("has turned off your camera");
    assertThat(bob.toasts()).noneMatch(toast -> toast.contains("turned off your microphone"));
  }

  @Test
  void theModerationIsHandedOver() {
    ann.actOnPerson("Bob", "Make a moderator");
    assertThat(bob.page().locator("#entry")).isVisible();
    bob.actOnPerson("Ann", "Make a viewer");
    assertThat(bob.person("Ann")).hasCount(0);
    ann.press("Raise hand");
    assertThat(bob.person("Ann")).containsText("watching");
    bob.actOnPerson("Ann", "Make a participant");
    assertThat(bob.person("Ann")).not().containsText("watching");
    assertThat(ann.page().locator("#text")).isEnabled();
  }

  private static Locator names(Visitor visitor) {
    return visitor.page().locator("#members .member-name");
  }

  private static void more(Visitor visitor, String name) {
    visitor.person(name).locator(".more").click();
  }

  /** One who comes to the room and may have to wait. */
  private Page comes(String name) {
    Page page = Visitor.with(browsers).page();
    page.navigate(roomLink);
    page.getByLabel("Your name").fill(name);
    page.locator("#gate button").last().click();
    return page;
  }
}
