package dev.rtcrooms.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.rtcrooms.machine.ClientReplays;
import dev.rtcrooms.testkit.conformance.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The browser client does what the conformance vectors for clients say. */
class BrowserConformanceTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Test
  void theClientDoesWhatEachVectorSays() throws Exception {
    try (Site site = new Site(0, context -> {});
        ScriptedServer server = new ScriptedServer()) {
      Page page = browsers.context(new Browser.NewContextOptions().setBypassCSP(true)).newPage();
      RoomPage.open(page, site);
      page.evaluate(
          """
          async (address) => {
            const { drive } = await import('/browser/driver.js');
            drive(rtc.RoomClient, address);
          }""",
          server.driver().toString());

      ClientReplays.all(server);
    }
  }
}
