package dev.rtcrooms.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The browsers that this JVM has started, at most one of each engine. They serve one class of tests
 * after the other, since a start takes seconds of processor time. All of them end with the JVM: the
 * driver ends them when its standard input ends. For the thread of the tests.
 */
final class StartedBrowsers {

  private static final Map<Engine, Browser> STARTED = new EnumMap<>(Engine.class);
  private static @Nullable Playwright driver;

  private StartedBrowsers() {}

  /** Starts a browser, if none is there; skips the test where the machine does not have it. */
  static Browser of(Engine engine) {
    Browser started = STARTED.get(engine);
    if (started == null || !started.isConnected()) {
      started = engine.launch(driver());
      STARTED.put(engine, started);
    }
    return started;
  }

  private static Playwright driver() {
    Playwright playwright = driver;
    if (playwright == null) {
      playwright = Playwright.create();
      driver = playwright;
    }
    return playwright;
  }

  /** Ends a browser, if one is there. */
  static void end(Engine engine) {
    Browser started = STARTED.remove(engine);
    if (started != null) {
      started.close();
    }
  }
}
