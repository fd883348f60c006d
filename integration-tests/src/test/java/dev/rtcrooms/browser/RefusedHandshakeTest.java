package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers hide from scripts with which status a handshake was refused. */
class RefusedHandshakeTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private static final Map<String, ?> SOON = Map.of("backoff", Map.of("base", 1, "cap", 5));

  private final AtomicInteger handshakes = new AtomicInteger();
  private Site site;
  private RoomPage page;

  @BeforeEach
  void start() throws Exception {
    site = new Site(0, context -> context.addServlet(new ServletHolder(new Refusing()), "/as/*"));
    page = RoomPage.open(browsers.page(), site);
  }

  @AfterEach
  void stop() throws Exception {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401, 4505, unauthenticated",
    "403, 4504, not allowed",
    "404, 4506, no such room",
    "410, 4506, no such room",
    "302, 4505, unauthenticated"
  })
  void aRefusalThatLastsEndsTheAttempts(int status, int code, String reason) {
    page.act("begun = () => begin(() => room.say('hello'))");
    page.enter("/as/" + status + "/websocket", SOON);
    page.act("begun()");
    assertThat(page.outcome())
        .containsEntry("error", "ClosedError")
        .containsEntry("code", code)
        .containsEntry("reason", reason);
    assertThat(page.run("room.state")).isEqualTo("closed");
    assertThat(page.events("closed")).hasSize(1);
    assertThat(handshakes).hasValueGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 426, 429, 500, 503})
  void aServerInTroubleIsTriedAgain(int status) {
    page.enter("/as/" + status + "/websocket", SOON);
    page.until("heard('state', { code: 1006 }) >= 6");
    assertThat(page.events("closed")).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() throws Exception {
    site.close();
    page.enter("/as/404/websocket", SOON);
    page.until("heard('state', { code: 1006 }) >= 6");
    assertThat(page.events("closed")).isEmpty();
  }

  /** So does the WebSocket of Node.js 22. Time stands still: nothing else ends the attempt. */
  @Test
  void aHandshakeThatFailsWithoutACloseIsTriedAgain() {
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act(
        "webSocket = class { constructor() {"
            + " queueMicrotask(() => this.onerror(new Event('error'))); } };"
            + " enter('/as/503/websocket', { webSocket })");
    page.until("heard('state', { state: 'reconnecting', code: 1006 }) === 1");
  }

  @Test
  void handshakesAreRareWhileHttpDoesNotReachTheServer() {
    enterWithPausedClock(503);
    failAtLeast(6);
    assertThat(page.run("sockets")).isEqualTo(1);

    page.page().clock().fastForward(5_000);
    page.until("sockets === 2");
  }

  @Test
  void handshakesAreOftenWhileTheServerItselfAnswersByHttp() {
    enterWithPausedClock(426);
    failAtLeast(6);
    assertThat((int) page.run("sockets")).isGreaterThan(1);
  }

  private void enterWithPausedClock(int status) {
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act(
        "sockets = 0; const Real = WebSocket;"
            + " WebSocket = class extends Real { constructor(...all) { super(...all); sockets++; } }");
    page.enter("/as/" + status + "/websocket", SOON);
    page.until("heard('state', { code: 1006 }) >= 1");
  }

  /** The clock may run through several attempts at once, if their answers come meanwhile. */
  private void failAtLeast(int times) {
    for (int failures = 1; failures < times; failures++) {
      page.page().clock().runFor(5);
      page.until("heard('state', { code: 1006 }) > " + failures);
    }
  }

  @Test
  void noSecretOfTheClientIsAskedByHttp() {
    page.act(
        "asked = []; ask = fetch; fetch = (url, ...more) => { asked.push(String(url));"
            + " return ask(url, ...more); }");
    page.enter("/as/403/websocket?token=mine", SOON);
    page.hears("closed", 1);
    assertThat(
            page.run(
                "asked.every((url) => url === location.origin +"
                    + " '/as/403/websocket?token=mine')"))
        .isEqualTo(true);
    assertThat(page.run("asked.length > 0")).isEqualTo(true);
  }

  /** Answers everything with the status that its path names. */
  private final class Refusing extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      int status = Integer.parseInt(request.getPathInfo().split("/")[1]);
      if ("websocket".equals(request.getHeader("Upgrade"))) {
        handshakes.incrementAndGet();
      }
      if (status == 302) {
        response.sendRedirect("/login");
      } else {
        response.setStatus(status);
      }
    }
  }
}
