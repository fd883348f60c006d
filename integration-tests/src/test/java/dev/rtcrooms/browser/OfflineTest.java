package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client does when the browser says that the network is gone, or back. */
class OfflineTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Firefox firefox = new Firefox();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  /** No attempt begins because of the backoff, if the server does not expect the client back. */
  private static final Map<String, ?> NEVER =
      Map.of("backoff", Map.of("base", 100_000_000, "cap", 100_000_000));

  private static final Map<String, ?> NOT_EXPECTED = Map.of("grace", 0);

  @AfterEach
  void closeTabs() {
    firefox.closeTabs();
  }

  @Test
  void chromiumTellsAtOnceThatTheNetworkIsGoneAndComesBackAtOnce() throws Exception {
    RoomPage page = RoomPage.open(browsers.page(), server.site()).enter(server.address(), NEVER);
    FakeConnection connection = server.accept();
    connection.hello(NOT_EXPECTED);
    page.until("room.state === 'open'");

    page.page().context().setOffline(true);
    page.until("room.offline");
    assertThat(page.run("heard('state', { offline: true, state: 'open' })")).isEqualTo(1);
    page.until("room.state === 'reconnecting'"); // Chromium lets no sign of life through
    assertThat(page.run("room.offline")).isEqualTo(true);

    page.page().context().setOffline(false);
    server.accept().hello(Map.of("recovered", true));
    page.until("room.state === 'open'");
    assertThat(page.run("room.offline")).isEqualTo(false);
  }

  @Test
  void thatTheNetworkIsGoneOrBackDoesNotHideWhenTheNextAttemptBegins() throws Exception {
    RoomPage page = RoomPage.open(browsers.page(), server.site()).enter(server.address(), NEVER);
    FakeConnection connection = server.accept();
    connection.hello(NOT_EXPECTED);
    page.until("room.state === 'open'");
    connection.vanish();
    page.until("room.state === 'reconnecting'");

    page.act("dispatchEvent(new Event('offline'))");

    assertThat(page.run("room.offline")).isEqualTo(true);
    assertThat(page.run("events.findLast(({ event }) => event === 'state').retryInMs > 0"))
        .isEqualTo(true);
  }

  @Test
  void oneWhoWaitsToBeLetInIsNotOffline() throws Exception {
    RoomPage page = RoomPage.open(browsers.page(), server.site()).enter(server.address(), NEVER);
    FakeConnection connection = server.accept();
    page.act("dispatchEvent(new Event('offline'))");
    page.until("room.offline");
    connection.send(Map.of("type", "waiting", "heartbeat", 25_000));
    page.until("room.state === 'waiting' && !room.offline");
    page.act("dispatchEvent(new Event('offline'))");
    page.until("room.offline");
    connection.send(Map.of("type", "waiting", "heartbeat", 25_000));
    page.until("!room.offline");
  }

  @Test
  void aSignOfLifeDisprovesTheBrowser() throws Exception {
    RoomPage page = enterWithStoppedClock(); // the sign must come in time
    FakeConnection connection = server.accept();
    connection.hello(NOT_EXPECTED);
    page.until("room.state === 'open'");

    page.act("dispatchEvent(new Event('offline'))");
    assertThat(page.run("room.offline")).isEqualTo(true);
    connection.reply(connection.next("pong"));
    page.until("!room.offline");
    assertThat(page.run("room.state")).isEqualTo("open");
  }

  @Test
  void aMachineThatWakesUpAsksForASignOfLife() throws Exception {
    RoomPage page = enterWithStoppedClock();
    FakeConnection connection = server.accept();
    connection.hello(NOT_EXPECTED);
    page.until("room.state === 'open'");

    page.page().clock().runFor(19_000);
    connection.send(Map.of("type", "ping"));
    connection.next("pong");
    page.page().clock().fastForward(25_000);
    assertThat(connection.next("pong").has("ref")).isTrue();
  }

  private RoomPage enterWithStoppedClock() {
    Page tab = browsers.page();
    tab.clock().install();
    RoomPage page = RoomPage.open(tab, server.site());
    tab.clock().pauseAt(System.currentTimeMillis() + 60_000);
    return page.enter(server.address(), NEVER);
  }

  @Test
  void firefoxTellsAtOnceThatTheNetworkIsGoneAndComesBackAtOnce() throws Exception {
    FirefoxPage page = firefox.open(server.site().page());
    page.run("enter('%s', { backoff: { base: 1e8, cap: 1e8 } })".formatted(server.address()));
    FakeConnection connection = server.accept();
    connection.hello(NOT_EXPECTED);
    page.until("room.state === 'open'");

    page.offline(true);
    page.until("room.offline");
    connection.next("pong");
    page.until("room.state === 'reconnecting'");

    page.offline(false);
    server.accept().hello(Map.of("recovered", true));
    page.until("room.state === 'open' && !room.offline");
  }
}
