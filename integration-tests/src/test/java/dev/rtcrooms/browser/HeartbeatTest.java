package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How the client finds out that a connection is dead, in the page's own time, which stands still.
 */
class HeartbeatTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;

  @BeforeEach
  void enter() {
    Page tab = browsers.page();
    tab.clock().install();
    page = RoomPage.open(tab, server.site());
    tab.clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.enter(server.address());
  }

  @Test
  void aPingIsAnsweredAtOnce() throws Exception {
    FakeConnection connection = server.accept();
    connection.hello();
    connection.send(Map.of("type", "ping"));
    assertThat(connection.frame()).isEqualTo("{\"type\":\"pong\"}");
  }

  @Test
  void aServerThatIsSilentForTooLongIsLeft() throws Exception {
    FakeConnection connection = server.accept();
    connection.hello(Map.of("heartbeat", 20_000));
    page.until("room.state === 'open'");
    page.page().clock().runFor(24_900);
    assertThat(page.run("room.state")).isEqualTo("open");
    page.page().clock().runFor(200);
    assertThat(page.run("room.state")).isEqualTo("reconnecting");
    assertThat(page.run("heard('state', { code: 4001, reason: 'no heartbeat' })")).isEqualTo(1);
    assertThat(connection.closeCode()).isEqualTo(4001);
    page.page().clock().runFor(500);
    server.accept().hello();
    page.until("room.state === 'open'");
  }

  @Test
  void anyMessageIsASignOfLife() throws Exception {
    FakeConnection connection = server.accept();
    connection.hello(Map.of("heartbeat", 10_000));
    page.until("room.state === 'open'");
    for (int count = 1; count <= 3; count++) {
      page.page().clock().runFor(14_000);
      connection.send(Map.of("type", "viewers", "participants", count, "watchers", 0));
      page.hears("viewers", count);
    }
    assertThat(page.run("room.state")).isEqualTo("open");
    assertThat(page.run("room.viewers.participants")).isEqualTo(3);
  }

  @Test
  void aConnectionThatNeverSaysHelloIsLeft() throws Exception {
    server.accept();
    page.page().clock().runFor(14_000);
    assertThat(page.run("heard('state', { code: 4001 })")).isEqualTo(0);
    // The page may hear of its connection later than the server.
    page.page()
        .waitForCondition(
            () -> {
              page.page().clock().runFor(1_000);
              return page.run("heard('state', { state: 'reconnecting', code: 4001 }) > 0")
                  .equals(true);
            });
  }

  @Test
  void aPageThatIsLookedAtAgainProbesItsConnection() throws Exception {
    FakeConnection connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    page.act("document.dispatchEvent(new Event('visibilitychange'))");
    connection.reply(connection.next("pong"));
    connection.send(Map.of("type", "viewers", "participants", 1, "watchers", 0));
    page.hears("viewers", 1); // and the reply before it
    page.page().clock().runFor(6_000);
    assertThat(page.run("room.state")).isEqualTo("open");

    page.act("dispatchEvent(new Event('online'))");
    connection.next("pong");
    page.page().clock().runFor(6_000);
    assertThat(page.run("room.state")).isEqualTo("reconnecting");
  }
}
