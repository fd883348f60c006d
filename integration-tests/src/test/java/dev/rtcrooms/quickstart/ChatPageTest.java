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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chat of a room's page: what is written, what is refused, and what is shown of it. */
class ChatPageTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final Locator.GetByTextOptions EXACTLY =
      new Locator.GetByTextOptions().setExact(true);

  private static final String TOO_LONG = "x".repeat(9_000);

  /** Lets a page send texts that are too long. */
  static final String PAST_THE_LIMIT = "document.getElementById('composer').noValidate = true";

  private QuickstartServer server;
  private Visitor ann;
  private Visitor bob;

  @BeforeEach
  void twoMeetInARoom() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
    ann = Visitor.with(browsers);
    bob = Visitor.with(browsers).join(ann.createRoom(server.url(), "Ann"), "Bob");
    ann.awaitCounts(2, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRefusedMessageKeepsItsPlaceAndHidesNoLaterOne() {
    ann.page().evaluate(PAST_THE_LIMIT);
    ann.say("Before");
    ann.say(TOO_LONG);
    Locator refused = ann.page().locator("#messages .unsent.failed");
    assertThat(refused).containsText("Not sent:");
    bob.say("After");
    ann.awaitMessage("After");

    assertThat(ann.page().locator("#messages .bubble"))
        .hasText(new String[] {"Before", TOO_LONG, "After"});
    assertThat(ann.page().locator("#messages .bubble").last()).isInViewport();
    refused.getByText("Dismiss").click();
    assertThat(refused).hasCount(0);
    assertThat(ann.page().locator("#text")).isFocused();
    assertThat(ann.page().locator("#messages .bubble")).hasText(new String[] {"Before", "After"});
  }

  @Test
  void aTextThatIsTooLongStaysInTheField() {
    Locator field = ann.page().locator("#text");
    String longest = "\uD83D\uDE00".repeat(4_000);
    field.fill(longest + "12");
    field.press("Enter");
    assertThat(field).hasValue(longest + "12");
    assertThat(field.evaluate("field => field.validationMessage"))
        .isEqualTo("This message is too long by 2 characters.");
    ann.page().locator("#send").click();
    assertThat(field).hasValue(longest + "12");

    field.fill(longest);
    field.press("Enter");
    bob.awaitMessage(longest);
  }

  @Test
  void aRefusedMessageIsEditedAndSentAgain() {
    ann.page().evaluate(PAST_THE_LIMIT);
    ann.say(TOO_LONG);
    Locator field = ann.page().locator("#text");
    field.fill("A draft");
    ann.page().locator(".unsent").getByText("Edit").click();
    assertThat(ann.page().locator(".unsent")).hasCount(0);
    assertThat(field).hasValue(TOO_LONG + "\nA draft");
    assertThat(field).isFocused();
    ann.say("Shorter");
    bob.awaitMessage("Shorter");
  }

  @Test
  void addressesBecomeLinksThatKnowNothingOfThePage() {
    ann.say("See (https://docs.example/a_(b)?q=1&r=2#c), http://x.example. Not https:// alone.");
    bob.awaitMessage("Not https:// alone.");
    Locator links = bob.page().locator("#messages .bubble a");
    assertThat(links)
        .hasText(new String[] {"https://docs.example/a_(b)?q=1&r=2#c", "http://x.example"});
    assertThat(links.first()).hasAttribute("href", "https://docs.example/a_(b)?q=1&r=2#c");
    assertThat(links.first()).hasAttribute("rel", "noopener noreferrer nofollow");
    assertThat(links.first()).hasAttribute("target", "_blank");
  }

  @Test
  void nothingElseBecomesALink() {
    String hostile =
        "javascript:alert(1) data:text/html,x ftp://x.example <a href=\"https://x.example\">x</a>"
            + " https://a.example/\u202Egpj.exe https://[bad";
    ann.say(hostile);
    bob.awaitMessage("javascript:alert(1)");
    assertThat(bob.page().locator("#messages .bubble")).hasText(hostile);
    assertThat(bob.page().locator("#messages .bubble a"))
        .hasText(new String[] {"https://x.example", "https://a.example/"});
  }

  @Test
  void textRunsInItsOwnDirection() {
    ann.say("שלום, עולם!");
    ann.say("Hello, world!");
    bob.awaitMessage("Hello, world!");
    assertThat(bob.page().locator("#messages .bubble").first()).hasCSS("direction", "rtl");
    assertThat(bob.page().locator("#messages .bubble").last()).hasCSS("direction", "ltr");
    ann.page().locator("#text").fill("שלום");
    assertThat(ann.page().locator("#text")).hasCSS("direction", "rtl");
  }

  @Test
  void theFieldGrowsWithALongLineAndShrinksWhenItIsSent() {
    Locator field = ann.page().locator("#text");
    double low = field.boundingBox().height;
    field.fill("word ".repeat(25));
    double high = field.boundingBox().height;
    assertThat(high).isGreaterThan(low * 2);
    assertThat(field.evaluate("field => field.scrollHeight <= field.clientHeight")).isEqualTo(true);
    field.fill("word ".repeat(400));
    assertThat(field.boundingBox().height).isLessThan(high * 2);
    ann.say("Sent");
    bob.awaitMessage("Sent");
    assertThat(field.boundingBox().height).isEqualTo(low);
  }

  @Test
  void pastedHtmlIsPastedAsText() {
    Page page = ann.page();
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.evaluate(
        """
        () => {
          const as = (type, text) => new Blob([text], { type });
          return navigator.clipboard.write([new ClipboardItem({
            'text/html': as('text/html', '<b>bold</b><img src=x onerror=alert(1)>'),
            'text/plain': as('text/plain', '<b>bold</b>'),
          })]);
        }
        """);
    page.locator("#text").focus();
    page.keyboard().press("Control+V");
    assertThat(page.locator("#text")).hasValue("<b>bold</b>");
    page.keyboard().press("Enter");
    bob.awaitMessage("<b>bold</b>");
    assertThat(bob.page().locator("#messages").locator("img, b")).hasCount(0);
  }

  /** An underscore is drawn below the line of the letters, where a low field cuts it off. */
  @Test
  void aLinkShowsItsUnderscoresAndIsCopiedExactly() {
    Page page = ann.page();
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.getByText("Links", new Page.GetByTextOptions().setExact(true)).click();
    Locator field = page.locator("#stream-link");
    field.evaluate("field => { field.value = 'a b'; }");
    byte[] space = field.screenshot();
    field.evaluate("field => { field.value = 'a_b'; }");
    assertThat(field.screenshot()).isNotEqualTo(space);
    page.locator(".panel [data-copy=stream-link]").click();
    page.waitForCondition(() -> page.evaluate("navigator.clipboard.readText()").equals("a_b"));
  }

  @Test
  void aMessageIsEditedAndDeleted() {
    ann.say("Helo");
    bob.awaitMessage("Helo");
    ann.actOnMessage("Helo", "Edit");
    assertThat(ann.page().locator("#text")).hasValue("Helo");
    ann.say("Hello");
    assertThat(bubbles(bob)).hasText(new String[] {"Hello"});
    assertThat(bob.page().locator(".message time")).containsText("edited");

    more(bob, "Hello");
    assertThat(bob.button("Reply")).isVisible();
    assertThat(bob.button("Edit")).isHidden();
    assertThat(bob.button("Delete")).isHidden();
    bob.press("Close");
    ann.actOnMessage("Hello", "Delete");
    assertThat(bubbles(bob)).hasText(new String[] {"This message was deleted."});
  }

  @Test
  void whoGivesUpAnEditGetsTheDraftBack() {
    ann.say("Sent");
    ann.awaitMessage("Sent");
    Locator field = ann.page().locator("#text");
    field.fill("A draft");
    ann.actOnMessage("Sent", "Edit");
    assertThat(ann.page().locator("#purpose")).isVisible();
    ann.page().keyboard().press("Escape");
    assertThat(ann.page().locator("#purpose")).isHidden();
    assertThat(field).hasValue("A draft");
  }

  @Test
  void anAnswerQuotesTheMessageAndLeadsToIt() {
    ann.say("Question?");
    bob.awaitMessage("Question?");
    bob.actOnMessage("Question?", "Reply");
    assertThat(bob.page().locator("#purpose-words")).containsText("Question?");
    bob.say("Answer");
    Locator quote = ann.page().locator(".quote:visible");
    assertThat(quote).containsText("Question?");
    quote.click();
    assertThat(ann.page().locator(".message").first()).isFocused();
  }

  @Test
  void aReactionIsCountedAndTakenBack() {
    ann.say("Done");
    bob.awaitMessage("Done");
    bob.actOnMessage("Done", "Party");
    Locator reaction = ann.page().locator(".reaction");
    assertThat(reaction).hasText("🎉 1");
    reaction.click();
    assertThat(bob.page().locator(".reaction")).hasText("🎉 2");
    assertThat(reaction).hasAttribute("aria-pressed", "true");
    bob.page().locator(".reaction").click();
    assertThat(reaction).hasText("🎉 1");
  }

  @Test
  void aNameIsCompletedAndWhoIsMentionedSeesIt() {
    Locator field = ann.page().locator("#text");
    field.pressSequentially("Ask @b");
    assertThat(ann.page().locator("#mention-list li")).hasText(new String[] {"BBob"});
    ann.page().keyboard().press("Enter");
    assertThat(field).hasValue("Ask @Bob ");
    ann.page().keyboard().press("Enter");
    assertThat(bob.page().locator(".mentions-you mark")).hasText("@Bob");
    assertThat(ann.page().locator(".message mark")).hasText("@Bob");
    assertThat(ann.page().locator(".mentions-you")).hasCount(0);
  }

  @Test
  void aMentionIsOfTheWholeNameAndOfItsMessageOnly() {
    Visitor bo = Visitor.with(browsers).join(ann.page().url(), "Bo");
    Locator field = ann.page().locator("#text");
    field.pressSequentially("@bo");
    ann.page().locator("#mention-list").getByText("Bo", EXACTLY).click();
    field.pressSequentially("and @bob");
    ann.page().keyboard().press("Enter");
    assertThat(field).hasValue("@Bo and @Bob ");
    field.fill("@Bob alone");
    ann.page().keyboard().press("Enter");
    assertThat(bob.page().locator(".mentions-you mark")).hasText("@Bob");
    bo.awaitMessage("@Bob alone");
    assertThat(bo.page().locator(".mentions-you")).hasCount(0);

    ann.say("@Bob was mentioned before");
    bo.awaitMessage("before");
    bob.awaitMessage("before");
    assertThat(bob.page().locator(".mentions-you")).hasCount(1);
  }

  @Test
  void aRestartKeepsTheChatAndSaysWhatMayBeMissing() throws IOException {
    ann.say("Before");
    bob.awaitMessage("Before");
    int port = server.port();
    server.close();
    bob.awaitState("reconnecting");
    server = Quickstart.start(Options.defaults().withPort(port));
    bob.awaitConnected();
    ann.awaitConnected();
    ann.say("After");
    bob.awaitMessage("After");
    assertThat(bubbles(bob)).hasText(new String[] {"Before", "After"});
    assertThat(bob.page().locator(".gap:visible")).hasText("Earlier messages may be missing");
  }

  @Test
  void whoIsWritingIsShown() {
    ann.page().locator("#text").pressSequentially("Hel");
    bob.awaitTyping();
    ann.page().locator("#text").fill("");
    assertThat(bob.page().locator("#typing")).isEmpty();
  }

  @Test
  void theSenderOfTheLastMessageSeesWhoHasReadIt() {
    Locator seen = ann.page().locator("#seen");
    ann.say("Question?");
    assertThat(seen).hasText(Pattern.compile("^Seen by .?Bob.?$"));
    assertThat(bob.page().locator("#seen")).isEmpty();

    bob.page().locator("#tab-people").click();
    ann.say("Still there?");
    assertThat(seen).isEmpty();
    bob.page().locator("#tab-chat").click();
    assertThat(seen).containsText("Bob");
    bob.say("Yes");
    assertThat(seen).isEmpty();
    assertThat(bob.page().locator("#seen")).containsText("Ann");
  }

  @Test
  void aDirectMessageIsSeenByItsTwoPeople() {
    Visitor carl = Visitor.with(browsers).join(ann.page().url(), "Carl");
    writeToBob();
    ann.say("For Bob");
    Locator direct = bob.page().locator(".message.direct");
    assertThat(direct).containsText("Ann, only to you");
    assertThat(direct.locator(".bubble")).hasText("For Bob");
    ann.say("For all");
    carl.awaitMessage("For all");
    assertThat(bubbles(carl)).hasText(new String[] {"For all"});
  }

  @Test
  void aRefusedPrivateMessageIsWrittenAgainForItsPersonOnly() {
    ann.page().evaluate(PAST_THE_LIMIT);
    Locator field = ann.page().locator("#text");
    field.fill("A draft");
    writeToBob();
    ann.say(TOO_LONG);
    assertThat(ann.page().locator(".unsent.failed")).isVisible();
    assertThat(field).hasValue("A draft");

    ann.page().locator(".unsent").getByText("Edit").click();
    assertThat(ann.page().locator("#purpose-words")).containsText("Only to");
    assertThat(field).hasValue(TOO_LONG);
    ann.say("For Bob");

    assertThat(bob.page().locator(".message.direct .bubble")).hasText("For Bob");
    assertThat(field).hasValue("A draft");
  }

  @Test
  void whoGivesUpAPrivateMessageDoesNotSendItToAll() {
    bob.say("Question?");
    ann.awaitMessage("Question?");
    Locator field = ann.page().locator("#text");
    writeToBob();
    field.fill("For Bob");
    ann.page().keyboard().press("Escape");
    assertThat(ann.page().locator("#purpose")).isHidden();
    assertThat(field).hasValue("");

    writeToBob();
    field.fill("For Bob");
    ann.page().locator("#purpose-cancel").click();
    assertThat(field).hasValue("");

    writeToBob();
    field.fill("For Bob");
    ann.actOnMessage("Question?", "Reply");
    assertThat(ann.page().locator("#purpose-words")).containsText("Reply to");
    assertThat(field).hasValue("");
  }

  @Test
  void anOldPrivateMessageIsNotNewAfterAReload() {
    ann.say("One");
    bob.awaitMessage("One");
    writeToBob();
    ann.say("For Bob");
    bob.awaitMessage("For Bob");
    ann.say("Two");
    bob.awaitMessage("Two");
    bob.page().setViewportSize(360, 640);
    bob.page().reload();
    bob.awaitConnected();
    ann.say("Three");
    assertThat(bob.page().locator("#unread")).hasText("1");
    bob.openChat();
    assertThat(bubbles(bob)).hasText(new String[] {"One", "For Bob", "Two", "Three"});
  }

  @Test
  void slowModeSaysHowLongToWait() {
    startSlowMode();
    bob.say("First");
    assertThat(bob.page().locator("#slow")).containsText("wait");
    assertThat(bob.page().locator("#send")).isDisabled();
  }

  @Test
  void slowModeDoesNotHoldUpModeratorsEditsAndPrivateMessages() {
    startSlowMode();
    ann.say("One");
    ann.awaitMessage("One");
    ann.say("Two");
    bob.awaitMessage("Two");

    bob.page().locator("#tab-people").click();
    bob.page().getByLabel("More about Ann").click();
    bob.press("Write to this person only");
    bob.say("For Ann");
    assertThat(ann.page().locator(".message.direct .bubble")).hasText("For Ann");
    assertThat(bob.page().locator("#send")).isEnabled();
    bob.say("Frist");
    ann.awaitMessage("Frist");
    assertThat(bob.page().locator("#send")).isDisabled();
    bob.actOnMessage("Frist", "Edit");
    assertThat(bob.page().locator("#send")).isEnabled();
    bob.say("First");
    ann.awaitMessage("First");
    assertThat(bob.page().locator("#send")).isDisabled();
  }

  @Test
  void aMessageThatCameTooEarlySaysHowLongToWait() {
    startSlowMode();
    bob.say("First");
    ann.awaitMessage("First");
    bob.page().reload();
    bob.awaitConnected();
    assertThat(bob.page().locator("#send")).isEnabled();
    bob.say("Second");
    assertThat(bob.page().locator(".unsent.failed")).isVisible();
    assertThat(bob.page().locator("#slow")).containsText("wait");
    assertThat(bob.page().locator("#send")).isDisabled();
  }

  @Test
  void scrollingBackLoadsEarlierMessagesAndKeepsThePlace() {
    ann.page()
        .evaluate(
            """
            () => {
              for (let i = 1; i <= 150; i++) {
                document.getElementById('text').value = `Message ${i}.`;
                document.getElementById('composer').requestSubmit();
              }
            }
            """);
    bob.awaitMessage("Message 150.");
    Visitor carl = Visitor.with(browsers).join(ann.page().url(), "Carl");
    carl.awaitMessage("Message 150.");
    int before = bubbles(carl).count();
    assertThat(before).isLessThan(150);
    String first = bubbles(carl).first().textContent();
    Locator log = carl.page().locator("#log");
    log.evaluate("log => { log.scrollTop = 0; }");
    assertThat(bubbles(carl)).not().hasCount(before);
    Locator same =
        bubbles(carl).filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + first)));
    assertThat(same).isInViewport();
    for (int count = before; count < 150; count = bubbles(carl).count()) {
      log.evaluate("log => { log.scrollTop = 0; }");
      assertThat(bubbles(carl)).not().hasCount(count);
    }
    assertThat(bubbles(carl).first()).hasText("Message 1.");
    assertThat(carl.page().locator("#earlier")).isHidden();
  }

  private void startSlowMode() {
    ann.page().locator("#tab-people").click();
    ann.page().getByLabel("Slow mode of the chat").selectOption("One message in 60 s");
    assertThat(bob.page().locator("#slow")).containsText("one message in 60 s");
    ann.page().locator("#tab-chat").click();
  }

  private void writeToBob() {
    ann.page().locator("#tab-people").click();
    ann.page().getByLabel("More about Bob").click();
    ann.press("Write to this person only");
  }

  private static Locator bubbles(Visitor visitor) {
    return visitor.page().locator("#messages .bubble");
  }

  private static void more(Visitor visitor, String text) {
    visitor.message(text).hover();
    visitor.message(text).locator(".more").click();
  }
}
