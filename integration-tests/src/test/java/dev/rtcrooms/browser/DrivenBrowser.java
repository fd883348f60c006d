package dev.rtcrooms.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;

/** A browser of the machine and the driver that belongs to it; for one thread. */
final class DrivenBrowser implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  private DrivenBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test where the machine does not have it. */
  static DrivenBrowser start(Engine engine) {
    Playwright playwright = Playwright.create();
    try {
      return new DrivenBrowser(playwright, engine.launch(playwright));
    } catch (RuntimeException | Error e) {
      playwright.close();
      throw e;
    }
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
