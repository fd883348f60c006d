package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much a browser loads for a page, and what it shows before the script runs. */
class LoadingTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  /** What the page loaded over the network: how many files, and how many bytes with headers. */
  private static final String LOADED =
      """
      () => {
        const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        const sizes = entries.map(({ transferSize }) => transferSize).filter((size) => size > 0);
        return [sizes.length, sizes.reduce((sum, size) => sum + size, 0)];
      }
      """;

  /** HTML, styles, script; browsers do not list the icon. */
  private static final int FILES = 3;

  private static final int BYTES = 90_000;

  private QuickstartServer server;

  @BeforeEach
  void start() throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPageIsFewRequestsAndFewBytesAndTheNextVisitIsFewer() {
    Visitor ann = Visitor.with(browsers);
    List<String> requests = new ArrayList<>();
    ann.page().onRequest(request -> requests.add(request.url()));
    ann.createRoom(server.url(), "Ann");
    assertThat(loaded(ann.page()).get(0)).isEqualTo(FILES);
    assertThat(loaded(ann.page()).get(1)).isLessThan(BYTES);
    assertThat(requests).noneMatch(url -> url.contains("/rtc-rooms/"));

    ann.page().reload();
    ann.awaitConnected();
    assertThat(loaded(ann.page()).get(0)).isEqualTo(1);
  }

  @Test
  void aPageShowsSomethingBeforeItsScriptRuns() {
    Visitor ann = Visitor.with(browsers);
    String roomLink = ann.createRoom(server.url(), "Ann");
    Page page =
        Visitor.with(browsers, new Browser.NewContextOptions().setJavaScriptEnabled(false)).page();
    page.navigate(roomLink);
    assertThat(page.getByText("Opening the room…")).isVisible();
    assertThat(page.locator("noscript p")).isVisible();
    page.navigate(ann.streamLink());
    assertThat(page.getByText("Opening the stream…")).isVisible();
    assertThat(ann.page().getByText("Opening the room…")).isHidden();
  }

  @SuppressWarnings("unchecked")
  private static List<Integer> loaded(Page page) {
    return (List<Integer>) page.evaluate(LOADED);
  }
}
