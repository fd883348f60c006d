package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The settings and the keyboard shortcuts of a room's page. */
class SettingsTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private QuickstartServer server;
  private Visitor ann;
  private Page page;

  @BeforeEach
  void annIsInARoom() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
    ann = Visitor.with(browsers, new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
    ann.createRoom(server.url(), "Ann");
    page = ann.page();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void colorsAreThoseOfTheSystemOrThoseThatAreChosen() {
    Locator body = page.locator("body");
    assertThat(body).hasCSS("background-color", "rgb(238, 242, 241)");
    ann.press("Settings");
    page.getByLabel("Colours").selectOption("Dark");
    assertThat(body).hasCSS("background-color", "rgb(11, 20, 21)");
    page.reload();
    assertThat(body).hasCSS("background-color", "rgb(11, 20, 21)");
    ann.awaitConnected();
    ann.press("Settings");
    page.getByLabel("Colours").selectOption("As in the system");
    assertThat(body).hasCSS("background-color", "rgb(238, 242, 241)");
  }

  @Test
  void anotherNameIsAnotherVisit() {
    ann.press("Settings");
    page.locator("#setting-name").fill("Anna");
    ann.press("Done");
    page.locator("#tab-people").click();
    assertThat(page.locator(".member-name")).hasText("Anna");
  }

  @Test
  void escapeClosesADialogAndTheKeyboardIsWhereItWas() {
    ann.press("Settings");
    assertThat(page.locator("#settings")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#settings")).isHidden();
    assertThat(ann.button("Settings")).isFocused();
  }

  @Test
  void keysPressButtons() {
    page.locator("#room").focus();
    page.keyboard().press("p");
    assertThat(page.locator("#people")).isVisible();
    assertThat(page.locator("#tab-people")).isFocused();
    page.keyboard().press("m");
    assertThat(page.locator("#microphone")).hasAttribute("aria-pressed", "true");
    page.keyboard().press("?");
    assertThat(page.locator("#help")).isVisible();
    page.keyboard().press("p");
    page.keyboard().press("Escape");
    page.keyboard().press("c");
    assertThat(page.locator("#text")).isFocused();
    assertThat(page.locator("#text")).hasValue("");
    page.keyboard().press("p");
    assertThat(page.locator("#text")).hasValue("p");
    assertThat(page.locator("#chat")).isVisible();
  }

  @Test
  void keysAreTurnedOff() {
    ann.press("Settings");
    page.locator("#setting-shortcuts").uncheck();
    ann.press("Done");
    page.keyboard().press("p");
    assertThat(page.locator("#people")).isHidden();
    page.reload();
    ann.awaitConnected();
    page.keyboard().press("p");
    page.keyboard().press("Control+P");
    assertThat(page.locator("#people")).isHidden();
    assertThat(page.locator("#chat")).isVisible();
  }
}
