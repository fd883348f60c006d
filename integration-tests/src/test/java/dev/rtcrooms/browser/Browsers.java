package dev.rtcrooms.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.rtcrooms.machine.Needed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives tests a real browser: register it as a static field with {@code @RegisterExtension}. One
 * Chromium serves all classes of a JVM; each test gets contexts of its own, which are closed after
 * it. Where no Chromium is found the tests are skipped, as {@link Needed} has it. Of a test that
 * fails, {@code target/browser} keeps a picture of each page and what its console said.
 */
public final class Browsers
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  /** A bound for assertions on pages: long enough for a machine that is busy with other work. */
  private static final double PATIENCE_MS = 30_000;

  private static final Path KEPT = Path.of("target", "browser");

  /** Without a display there is none that Firefox could share. */
  private static final String SCREEN =
      """
      if (navigator.mediaDevices) {
        navigator.mediaDevices.getDisplayMedia = () => navigator.mediaDevices.getUserMedia({ video: true });
      }
      """;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> console = new ArrayList<>();
  private final Engine engine;
  private Browser browser;
  private String test = "";

  /** Chromium without its windows; nothing is started before the first test. */
  public Browsers() {
    this(Engine.CHROMIUM_SHELL);
  }

  /**
   * Nothing is started before the first test.
   *
   * @param engine the kind of browser
   */
  public Browsers(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    browser = StartedBrowsers.of(engine);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    test =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName();
  }

  /**
   * Opens a window of somebody new: nothing is shared with other contexts, and camera and
   * microphone are allowed.
   *
   * @return closed after the test
   */
  public BrowserContext context() {
    return context(new Browser.NewContextOptions());
  }

  /**
   * Opens a window of somebody new, of another size, colour scheme or language.
   *
   * @param options what is different
   * @return closed after the test
   */
  public BrowserContext context(Browser.NewContextOptions options) {
    BrowserContext context =
        browser.newContext(
            engine == Engine.FIREFOX
                ? options
                : options.setPermissions(List.of("camera", "microphone")));
    if (engine == Engine.FIREFOX) {
      context.addInitScript(SCREEN);
    }
    int number = contexts.size() + 1;
    context.onConsoleMessage(
        message -> console.add(number + " " + message.type() + ": " + message.text()));
    context.onWebError(error -> console.add(number + " uncaught: " + error.error()));
    contexts.add(context);
    return context;
  }

  /**
   * Opens an empty page of somebody new.
   *
   * @return closed after the test
   */
  public Page page() {
    return context().newPage();
  }

  /**
   * What the consoles of all pages have said in this test.
   *
   * @return one line each: the context's number, the kind, the text
   */
  public List<String> console() {
    return List.copyOf(console);
  }

  /**
   * Keeps a picture of a page among the build's artefacts.
   *
   * @param page what to take a picture of
   * @param name of the file, without ending
   */
  public void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(KEPT.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      if (context.getExecutionException().isPresent()) {
        keepEvidence();
      }
    } finally {
      contexts.forEach(BrowserContext::close);
      contexts.clear();
      console.clear();
    }
  }

  /** Firefox uses the processor while no page is open. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (engine == Engine.FIREFOX) {
      StartedBrowsers.end(engine);
    }
  }

  private void keepEvidence() {
    int number = 0;
    for (BrowserContext context : contexts) {
      for (Page page : context.pages()) {
        number++;
        try {
          keep(page, test + "-" + number);
        } catch (PlaywrightException e) {
          console.add("no picture of page " + number + ": " + e.getMessage());
        }
      }
    }
    try {
      Files.createDirectories(KEPT);
      Files.write(KEPT.resolve(test + ".log"), console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
