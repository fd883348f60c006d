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

/** The chat of a room's page: what is written, what is refused, and what is shown of it. */
class ChatPageTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final String TOO_LONG = "x".repeat(9_000);

  private QuickstartServer server;
  private Visitor ann;
  private Visitor bob;

  @BeforeEach
  void twoMeetInARoom() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
    ann = Visitor.with(browsers);
    bob = Visitor.with(browsers).join(ann.createRoom(server.url(), "Ann"), "Bob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRefusedMessageKeepsItsPlaceAndHidesNoLaterOne() {
    ann.page().evaluate("document.getElementById('text').removeAttribute('maxlength')");
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
  void aRefusedMessageIsEditedAndSentAgain() {
    ann.page().evaluate("document.getElementById('text').removeAttribute('maxlength')");
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
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("a_b");
  }
}
