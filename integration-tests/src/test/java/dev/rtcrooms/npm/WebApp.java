package dev.rtcrooms.npm;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.rtcrooms.browser.Browsers;
import java.nio.file.Path;

/** The example {@code web-app}: how it is installed, and what its pages have. */
final class WebApp {

  private static final Path SOURCES = Path.of("..", "examples", "web-app");

  /** So deep that the package's path in {@code package.json} leads to {@link #PACKAGE}. */
  private static final Path FOLDER = Path.of("target", "examples", "web-app");

  private static final Path PACKAGE = Path.of("target", "rtc-web", "target", "npm");
  private static final double PATIENCE_MS = 60_000;

  private WebApp() {}

  /** Skips the test where Node.js 20.19, npm or its registry is missing. */
  static NodeFolder install() throws Exception {
    NodeFolder.copy(NodeFolder.CONTENT, PACKAGE);
    return NodeFolder.prepare(SOURCES, FOLDER);
  }

  /** Somebody new opens an address. */
  static Page open(Browsers browsers, String address) {
    Page page = browsers.page();
    page.setDefaultTimeout(PATIENCE_MS);
    page.navigate(address);
    return page;
  }

  static void shows(Locator locator, String... texts) {
    PlaywrightAssertions.assertThat(locator)
        .hasText(texts, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  static Locator people(Page page) {
    return list(page, "People");
  }

  static Locator list(Page page, String name) {
    return labelled(page, name).getByRole(AriaRole.LISTITEM);
  }

  static Locator labelled(Page page, String name) {
    return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
  }
}
