package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chat, people, moderation and dialogs are whole and accessible at each size and in each scheme.
 */
class PanelLooksTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private QuickstartServer server;
  private Looks looks;
  private String roomLink;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("dev.rtcrooms.quickstart.Looks#chosen")
  void everyStateFits(int width, int height, ColorScheme scheme) throws Exception {
    looks = new Looks(width, height, scheme);
    server = Quickstart.start(Options.defaults().withPort(0));
    Visitor ann = Visitor.with(browsers, looks.options());
    roomLink = ann.createRoom(server.url(), "Ann");
    Visitor bob = Visitor.with(browsers, looks.options()).join(roomLink, "Bob");
    dialogs(ann);
    chat(ann, bob);
    limitsOfTheChat(ann, bob);
    moderation(ann, bob);
    endings(ann, bob);
    looks.assertNothingIsWrong();
  }

  private void dialogs(Visitor ann) {
    ann.press("Settings");
    looks.look(ann.page(), "settings");
    ann.press("Done");
    if (looks.isWide()) {
      ann.press("Keyboard shortcuts");
      looks.look(ann.page(), "help");
      ann.press("Done");
    }
  }

  private void chat(Visitor ann, Visitor bob) {
    if (!looks.isWide()) {
      ann.page().locator("#tab-chat").click();
      bob.page().locator("#tab-chat").click();
    }
    bob.say("Have you seen https://docs.example/a_long_address/that_is_wrapped?with=a&query=1 ?");
    bob.say("שלום, עולם!");
    ann.awaitMessage("שלום");
    more(ann, "https://docs.example");
    looks.look(ann.page(), "message");
    ann.press("Heart");
    assertThat(ann.page().locator(".reaction")).isVisible();
    more(ann, "https://docs.example");
    ann.press("Reply");
    ann.page().locator("#text").pressSequentially("Yes, ask @b");
    looks.look(ann.page(), "mention");
    ann.page().keyboard().press("Enter");
    ann.page().keyboard().press("Enter");
    bob.awaitMessage("Yes, ask @Bob");
    ann.page().evaluate(ChatPageTest.PAST_THE_LIMIT);
    ann.say("Too long. ".repeat(1_000));
    assertThat(ann.page().locator(".unsent.failed")).isVisible();
    ann.page().locator("#log").evaluate("log => { log.scrollTop = 0; }");
    looks.look(ann.page(), "chat");
    looks.look(bob.page(), "chat-mentioned");
    ann.page().locator(".unsent.failed").getByText("Not sent").scrollIntoViewIfNeeded();
    looks.look(ann.page(), "chat-failed");
    ann.page().locator(".unsent.failed").getByText("Dismiss").click();
  }

  private void limitsOfTheChat(Visitor ann, Visitor bob) {
    ann.page().locator("#tab-people").click();
    ann.actOnPerson("Bob", "Write to this person only");
    ann.page().locator("#text").fill("Please speak up.");
    looks.look(ann.page(), "direct-writing");
    ann.page().keyboard().press("Enter");
    bob.page().locator(".message.direct").waitFor();
    looks.look(bob.page(), "direct");

    ann.page().locator("#tab-people").click();
    if (!looks.isWide()) {
      ann.page().getByText("Rules of the room").click();
    }
    Locator slow = ann.page().getByLabel("Slow mode of the chat");
    slow.selectOption("One message in 30 s");
    assertThat(bob.page().locator("#slow")).isVisible();
    bob.say("Is it better now?");
    assertThat(bob.page().locator("#slow")).containsText("wait");
    looks.look(bob.page(), "slow-mode");
    slow.selectOption("0");
    ann.actOnPerson("Bob", "Mute in chat");
    assertThat(bob.page().locator("#text")).isDisabled();
    looks.look(bob.page(), "chat-muted");
    ann.actOnPerson("Bob", "Unmute in chat");
    assertThat(bob.page().locator("#text")).isEnabled();
  }

  private static void more(Visitor visitor, String text) {
    Locator message =
        visitor.page().locator(".message").filter(new Locator.FilterOptions().setHasText(text));
    message.hover();
    message.locator(".more").click();
  }

  private void moderation(Visitor ann, Visitor bob) {
    Page page = ann.page();
    page.getByLabel("Who may enter").selectOption("People that a moderator admits");
    assertThat(bob.page().locator("#entry-mode")).hasValue("waiting"); // the room has taken it
    page.getByLabel("Name of the room").fill("Choir practice of the parish of Saint Nicholas");
    page.keyboard().press("Enter");
    assertThat(page.locator("#room-name")).containsText("Choir practice");
    bob.press("Raise hand");
    Page carl = comes("Carl");
    assertThat(carl.locator("#waiting-room")).isVisible();
    looks.look(carl, "waiting-room");
    assertThat(page.locator("#waiting")).isVisible();
    looks.look(page, "moderation");
    page.getByLabel("More about Bob").click();
    looks.look(page, "person");
    ann.press("Close");
    ann.press("Deny Carl");
    assertThat(carl.locator("#ended")).isVisible();
    looks.look(carl, "not-let-in");
    ann.press("Raise hand");
    assertThat(bob.page().locator(".member-hand:visible")).hasCount(0);
    bob.page().locator("#tab-people").click();
    assertThat(bob.page().locator(".member-hand:visible")).hasCount(2);
    looks.look(bob.page(), "people");
  }

  private void endings(Visitor ann, Visitor bob) {
    Page page = ann.page();
    page.getByLabel("Who may enter").selectOption("Nobody else");
    page.getByLabel("More about Bob").click();
    page.getByLabel("Reason").fill("A long reason that was written to be read");
    ann.press("Ban");
    assertThat(bob.page().locator("#ended")).isVisible();
    looks.look(bob.page(), "banned");
    page.getByText("Banned (1)").click();
    looks.look(page, "bans");
    Page dora = comes("Dora");
    assertThat(dora.locator("#ended-title")).hasText("The room is locked");
    looks.look(dora, "locked");
    server.close();
    assertThat(page.locator("#trouble-text")).containsText("The server is restarting");
    looks.look(page, "restarting");
  }

  /** One who has to wait. */
  private Page comes(String name) {
    Page page = Visitor.with(browsers, looks.options()).page();
    page.navigate(roomLink);
    page.getByLabel("Your name").fill(name);
    page.locator("#gate button").last().click();
    return page;
  }
}
