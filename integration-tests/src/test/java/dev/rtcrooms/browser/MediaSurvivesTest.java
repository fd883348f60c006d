package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.machine.TcpProxy;
import dev.rtcrooms.message.Offer;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket of a publisher or a receiver is cut, and the picture goes on. */
class MediaSurvivesTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final Firefox firefox = new Firefox();
  @RegisterExtension final RealRooms server = new RealRooms().expectingBack(Duration.ofSeconds(30));

  private static final String KEEP = "window.old = [...room.peers.values()][0]";
  private static final String SAME =
      "room.peers.size === 1 && [...room.peers.values()][0] === old"
          + " && old.connectionState === 'connected'";

  private TcpProxy proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new TcpProxy(server.site().port());
  }

  @AfterEach
  void stop() throws Exception {
    firefox.closeTabs();
    proxy.close();
  }

  private URI pageBehindProxy() {
    return URI.create("http://127.0.0.1:" + proxy.port() + "/browser/page.html");
  }

  private RoomPage enter(String name, boolean behindProxy) {
    RoomPage page;
    if (behindProxy) {
      com.microsoft.playwright.Page tab = browsers.page();
      tab.navigate(pageBehindProxy().toString());
      page = RoomPage.opened(tab);
    } else {
      page = RoomPage.open(browsers.page(), server.site());
    }
    page.enter(
        server.roomAddress(), Map.of("name", name, "backoff", Map.of("base", 50, "cap", 500)));
    page.until("room.state === 'open'");
    return page;
  }

  /** The proxy passes nothing for so long; the receiver decodes new frames at the end of it. */
  private void outage(int seconds, RoomPage cut, RoomPage receiver) {
    proxy.cut();
    cut.until("room.state === 'reconnecting'");
    await().pollDelay(Duration.ofSeconds(seconds)).atMost(Duration.ofMinutes(1)).until(() -> true);
    receiver.run("watch(10)");
    assertThat(cut.run("room.state !== 'open'")).isEqualTo(true);
    proxy.heal();
    cut.until("room.state === 'open' && heard('hello') === 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void whenThePublisherIsCutTheReceiverSeesItAllTheWhile(int seconds) {
    RoomPage ann = enter("Ann", true);
    RoomPage bob = enter("Bob", false);
    publish(ann);
    bob.seesMedia(1);
    ann.act(KEEP);
    bob.act(KEEP);

    outage(seconds, ann, bob);

    ann.until("heard('publishing') >= 3");
    assertGoesOn(ann, bob);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void whenAReceiverIsCutItSeesThePublisherAllTheWhile(int seconds) {
    RoomPage ann = enter("Ann", false);
    RoomPage bob = enter("Bob", true);
    publish(ann);
    bob.seesMedia(1);
    ann.act(KEEP);
    bob.act(KEEP);

    outage(seconds, bob, bob);

    bob.until("heard('publishers') >= 2");
    assertGoesOn(ann, bob);
  }

  @Test
  void aCameraThatIsChangedMeanwhileIsSeenAfterwards() {
    RoomPage ann = enter("Ann", true);
    RoomPage bob = enter("Bob", false);
    publish(ann);
    bob.seesMedia(1);
    ann.act(KEEP);
    bob.act(KEEP);
    proxy.cut();
    ann.until("room.state === 'reconnecting'");
    ann.begin("camera().then((stream) => room.publish(stream, { kind: 'screen' }))");

    proxy.heal();

    bob.until("room.streams.size === 1 && [...room.streams.values()][0].length === 2");
    bob.run("watch(3)");
    bob.until(SAME);
    ann.until(SAME);
  }

  @Test
  void aRestartOfTheServerEndsNoConnection() throws Exception {
    RoomPage ann = enter("Ann", false);
    RoomPage bob = enter("Bob", false);
    publish(ann);
    bob.seesMedia(1);
    ann.act(KEEP);
    bob.act(KEEP);

    server.restart();

    for (RoomPage page : new RoomPage[] {ann, bob}) {
      page.until("room.state === 'open' && heard('hello') === 2 && room.publishers.size === 1");
    }
    assertGoesOn(ann, bob);
  }

  @Test
  void firefoxSeesThePublisherAllTheWhile() {
    RoomPage ann = enter("Ann", false);
    publish(ann);
    FirefoxPage fox = firefox.open(pageBehindProxy()).enter(server.roomAddress(), "Fox");
    fox.seesMedia(1);
    fox.run("(" + KEEP + ", null)");
    ann.act(KEEP);
    proxy.cut();
    fox.until("room.state === 'reconnecting'");
    await().pollDelay(Duration.ofSeconds(5)).atMost(Duration.ofMinutes(1)).until(() -> true);
    fox.run("watch(10)");

    proxy.heal();

    fox.until("room.state === 'open' && heard('hello') === 2 && heard('publishers') >= 2");
    fox.run("watch(10)");
    fox.until(SAME);
    ann.until(SAME);
    assertThat(fox.run("heard('stream-end')").getAsInt()).isZero();
  }

  private void assertGoesOn(RoomPage publisher, RoomPage receiver) {
    receiver.run("watch(10)");
    for (RoomPage page : new RoomPage[] {publisher, receiver}) {
      page.until(SAME);
      assertThat(page.events("stream-end")).isEmpty();
      assertThat(page.events("refusal")).isEmpty();
    }
    assertThat(Collections.frequency(server.signals().of("Ann"), Offer.class)).isEqualTo(1);
  }
}
