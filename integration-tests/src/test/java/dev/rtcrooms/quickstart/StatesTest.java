package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages say honestly what is the matter. */
class StatesTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  private Rooms rooms;
  private QuickstartServer server;
  private Visitor ann;
  private String roomLink;

  @BeforeEach
  void twoAreAsManyAsMayEnter() throws IOException {
    Options options = Options.defaults().withPort(0);
    rooms = Quickstart.rooms(options).limits(Limits.builder().clientsPerRoom(2).build()).build();
    server = QuickstartServer.start(options, () -> rooms);
    ann = Visitor.with(browsers);
    roomLink = ann.createRoom(server.url(), HOSTILE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneWhoIsAloneIsToldWhatToDo() {
    assertThat(ann.page().getByText("Nobody is streaming yet")).isVisible();
    assertThat(ann.page().locator(".invite")).isVisible();
    ann.awaitCounts(1, 0);
  }

  @Test
  void aPageThatAProxyServesConnectsThroughTheProxy() {
    String proxy = "https://meet.example/";
    Page page = Visitor.with(browsers).page();
    page.route(
        proxy + "**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setResponse(
                        route.fetch(
                            new Route.FetchOptions()
                                .setUrl(route.request().url().replace(proxy, server.url()))))));
    List<String> sockets = new ArrayList<>();
    page.routeWebSocket(Pattern.compile("wss?://.*"), socket -> sockets.add(socket.url()));
    page.navigate(roomLink.replace(server.url(), proxy));
    page.locator("#gate button.primary").click();
    page.waitForCondition(() -> !sockets.isEmpty());
    assertThat(sockets.get(0)).startsWith("wss://meet.example/room/").endsWith("/websocket");
  }

  @Test
  void whatOthersWriteStaysText() {
    Visitor bob = Visitor.with(browsers).join(roomLink, "Bob");
    ann.say(HOSTILE);
    bob.awaitMessage(HOSTILE);
    bob.page().locator("#tab-people").click();
    assertThat(bob.page().locator(".member-name").first()).hasText(HOSTILE);
    assertThat(bob.page().locator(".author").first()).hasText(HOSTILE);
    assertThat(bob.page().locator("img").count()).isZero();
  }

  @Test
  void aFullRoomSaysSo() throws Exception {
    Visitor.with(browsers).join(roomLink, "Bob");
    Visitor late = Visitor.with(browsers);
    late.page().navigate(roomLink);
    late.press("Join");
    assertEnded(late.page(), "The room is full");
    assertThat(late.button("Try again")).isVisible();
    ann.page().reload();
    ann.awaitConnected();
    look(late.page(), "full");
  }

  @Test
  void aClosedRoomSaysSo() {
    Page eve = watch().page();
    room().close(CloseReason.ROOM_CLOSED);
    assertEnded(ann.page(), "The room was closed");
    assertEnded(eve, "The stream has ended");
  }

  @Test
  void oneWhoWasRemovedIsToldSo() throws Exception {
    Room room = room();
    room.execute(() -> room.hub().clients().iterator().next().disconnect(CloseReason.REMOVED));
    assertEnded(ann.page(), "You were removed");
    look(ann.page(), "removed");
    ann.page().getByText("Come back").click();
    ann.awaitConnected();
  }

  @Test
  void oneWhoLeftMayComeBackUnderAnotherName() {
    ann.press("Leave");
    assertEnded(ann.page(), "You left the room");
    assertThat(ann.page().locator("#ended-title")).isFocused();
    ann.page().getByText("Rejoin").click();
    assertThat(ann.page().getByLabel("Your name")).hasValue(HOSTILE);
    ann.page().getByLabel("Your name").fill("Anna");
    ann.page().keyboard().press("Enter");
    ann.awaitConnected();
    ann.page().locator("#tab-people").click();
    assertThat(ann.page().locator(".member-name")).hasText("Anna");
  }

  @Test
  void aCameraThatIsRefusedIsExplained() {
    refuse("getUserMedia", "NotAllowedError");
    ann.startCamera();
    assertThat(ann.page().locator("#notice-text")).containsText("did not allow the camera");
    ann.page().keyboard().press("Escape");
    assertThat(ann.page().locator("#notice")).isHidden();
    assertThat(ann.button("Camera")).isEnabled();
  }

  @Test
  void aMachineWithoutACameraIsTold() {
    refuse("getUserMedia", "NotFoundError");
    ann.startCamera();
    assertThat(ann.page().locator("#notice-text"))
        .hasText("No camera was found. Plug one in, and turn it on again.");
    ann.press("Microphone");
    assertThat(ann.page().locator("#notice-text"))
        .hasText("No microphone was found. Plug one in, and turn it on again.");
  }

  @Test
  void aScreenThatIsNotChosenIsNoTrouble() {
    refuse("getDisplayMedia", "NotAllowedError");
    ann.press("Share screen");
    assertThat(ann.button("Share screen")).isFocused();
    assertThat(ann.page().locator("#notice")).isHidden();
    assertThat(ann.button("Camera")).isEnabled();
  }

  @Test
  void aPhoneThatCannotShareItsScreenIsNotAskedTo() {
    ann.page().addInitScript("delete MediaDevices.prototype.getDisplayMedia");
    ann.page().reload();
    assertThat(ann.button("Camera")).isVisible();
    assertThat(ann.button("Share screen")).isHidden();
  }

  @Test
  void aLinkThatLeadsNowhereSaysSo() {
    Page page = Visitor.with(browsers).page();
    page.navigate(server.url() + "stream/nonsense");
    assertThat(page.getByText("This link leads nowhere")).isVisible();
    page.getByText("Start page").click();
    assertThat(page.getByText("Create a room")).isVisible();
  }

  @Test
  void aServerThatIsAwaySaysSoUntilItIsBack() throws IOException {
    server.close();
    assertThat(ann.page().locator("#trouble")).isVisible();
    assertThat(ann.page().locator("#trouble-text"))
        .hasText("The server is restarting. You will be reconnected automatically.");
    assertThat(ann.page().locator("#status")).hasText("Reconnecting…");
    server = Quickstart.start(Options.defaults().withPort(server.port()));
    ann.awaitConnected();
    assertThat(ann.page().locator("#trouble")).isHidden();
  }

  @Test
  void linksAreCopied() {
    ann.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    for (String link : new String[] {"room-link", "stream-link", "websocket-address"}) {
      ann.page().getByText("Links", new Page.GetByTextOptions().setExact(true)).click();
      ann.page().locator(".panel [data-copy=" + link + "]").click();
      ann.awaitCopied(link);
      assertThat(ann.page().evaluate("navigator.clipboard.readText()"))
          .isEqualTo(ann.page().locator("#" + link).inputValue());
    }
  }

  @Test
  void linksAreCopiedWithoutHttpsAsWell() {
    Page page = ann.page();
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    page.locator(".invite").click();
    ann.awaitCopied("room-link");
    page.locator("#text").focus();
    page.keyboard().press("Control+V");
    assertThat(page.locator("#text")).hasValue(roomLink);
  }

  private static void look(Page page, String name) throws Exception {
    Looks looks = new Looks(1280, 720, ColorScheme.LIGHT);
    looks.look(page, name);
    looks.assertNothingIsWrong();
  }

  private Visitor watch() {
    return Visitor.with(browsers).watch(ann.streamLink());
  }

  private Room room() {
    return rooms.all().iterator().next();
  }

  private void refuse(String what, String error) {
    ann.page()
        .evaluate(
            "([what, name]) => { navigator.mediaDevices[what] = () => Promise.reject(new"
                + " DOMException('', name)); }",
            List.of(what, error));
  }

  private static void assertEnded(Page page, String title) {
    assertThat(page.locator("#ended-title")).hasText(title);
  }
}
