package dev.rtcrooms.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.rtcrooms.machine.LocalAddress;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The browsers of the machine that tests drive, each with a fake camera and microphone. */
public enum Engine {
  /** The whole Chromium, by the Chrome DevTools Protocol. */
  CHROMIUM {
    @Override
    Browser launch(Playwright playwright) {
      return chromium(playwright, CHROMIUM_PROGRAMS);
    }
  },

  /**
   * Chromium's engine without its windows, by the same protocol: it opens a page in about half the
   * processor time. A machine without it takes the whole Chromium.
   */
  CHROMIUM_SHELL {
    @Override
    Browser launch(Playwright playwright) {
      List<String> programs = new ArrayList<>(SHELL_PROGRAMS);
      programs.addAll(CHROMIUM_PROGRAMS);
      return chromium(playwright, programs);
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

  /** For a browser's start on a busy machine. */
  private static final double PATIENCE_MS = 120_000;

  private static final List<String> CHROMIUM_PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final List<String> SHELL_PROGRAMS =
      List.of("chromium-headless-shell", "chrome-headless-shell");

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

  private static Browser chromium(Playwright playwright, List<String> programs) {
    Path program =
        Needed.orSkip(Program.find(programs.toArray(String[]::new)), "Chromium, on the PATH");
    return playwright.chromium().launch(options(program).setArgs(CHROMIUM_ARGUMENTS));
  }

  private static BrowserType.LaunchOptions options(Path program) {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(program)
        .setHeadless(true)
        .setTimeout(PATIENCE_MS);
  }
}
