package dev.rtcrooms.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.rtcrooms.machine.LocalAddress;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browsers of the machine that tests drive, each with a fake camera and microphone. */
public enum Engine {
  /** By the Chrome DevTools Protocol. */
  CHROMIUM {
    @Override
    Browser launch(Playwright playwright) {
      Path program =
          Needed.orSkip(
              Program.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
              "Chromium, on the PATH");
      return playwright.chromium().launch(options(program).setArgs(CHROMIUM_ARGUMENTS));
    }
  },

  /** The unpatched Firefox, by WebDriver BiDi. */
  FIREFOX {
    @Override
    Browser launch(Playwright playwright) {
      Path program = Needed.orSkip(Program.find("firefox-esr", "firefox"), "Firefox, on the PATH");
      Needed.orSkip(LocalAddress.find(), "a network interface beside the loopback one");
      return playwright
          .firefox()
          .launch(
              options(program).setChannel("moz-firefox").setFirefoxUserPrefs(FIREFOX_PREFERENCES));
    }
  };

  private static final List<String> CHROMIUM_ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-device-for-media-stream=device-count=3",
          "--use-fake-ui-for-media-stream");

  private static final Map<String, Object> FIREFOX_PREFERENCES =
      Map.of(
          "focusmanager.testmode", true, // each window is as if it had the focus
          "media.navigator.streams.fake", true,
          "media.navigator.permission.disabled", true,
          "media.gmp-manager.updateEnabled", false,
          "datareporting.policy.dataSubmissionEnabled", false,
          "network.captive-portal-service.enabled", false,
          "network.connectivity-service.enabled", false,
          "services.settings.server", "data:,nothing");

  /** Skips the test where the machine does not have it. */
  abstract Browser launch(Playwright playwright);

  private static BrowserType.LaunchOptions options(Path program) {
    return new BrowserType.LaunchOptions().setExecutablePath(program).setHeadless(true);
  }
}
