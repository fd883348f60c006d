package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rtcrooms.machine.SharedRedis;
import dev.rtcrooms.message.Offer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Other processes take over from all servers of a mesh, and the connections from browser to browser
 * go on: with one server of which nothing is left, and with two nodes, one for each browser, whose
 * history is in Redis.
 */
@ParameterizedClass(name = "{1} to {2}, {0} nodes")
@CsvSource({
  "1, CHROMIUM_SHELL, CHROMIUM_SHELL",
  "2, FIREFOX, CHROMIUM_SHELL",
  "2, CHROMIUM_SHELL, FIREFOX"
})
class MeshRestartTest {

  @RegisterExtension static final Browsers chromium = new Browsers();
  @RegisterExtension static final Browsers firefox = new Browsers(Engine.FIREFOX);
  @RegisterExtension static final SharedRedis redis = new SharedRedis();

  private static final String KEEP = "window.old = [...room.peers.values()][0]";
  private static final String SAME =
      "room.peers.size === 1 && [...room.peers.values()][0] === old"
          + " && old.connectionState === 'connected'";

  @RegisterExtension final RealRooms server;

  private final Engine publisher;
  private final Engine receiver;
  private final boolean keepsHistory;

  MeshRestartTest(int nodes, Engine publisher, Engine receiver) {
    server = new RealRooms().onNodes(nodes, redis);
    this.publisher = publisher;
    this.receiver = receiver;
    keepsHistory = nodes > 1;
  }

  @Test
  void aRestartOfTheServerEndsNoConnection() throws Exception {
    RoomPage ann = enter(publisher, "Ann");
    RoomPage bob = enter(receiver, "Bob");
    publish(ann);
    bob.seesMedia(1);
    List<RoomPage> both = List.of(ann, bob);
    both.forEach(page -> page.act(KEEP));

    server.restart();

    for (RoomPage page : both) {
      page.until("room.state === 'open' && heard('hello') >= 2 && room.publishers.size === 1");
      assertThat(page.events("hello")).extracting("recovered").endsWith(keepsHistory);
    }
    bob.run("watch(10)");
    for (RoomPage page : both) {
      page.until(SAME);
      assertThat(page.events("stream-end")).isEmpty();
      assertThat(page.events("refusal")).isEmpty();
    }
    assertThat(Collections.frequency(server.signals().of("Ann"), Offer.class)).isEqualTo(1);
  }

  private RoomPage enter(Engine engine, String name) {
    Page tab = (engine == Engine.FIREFOX ? firefox : chromium).page();
    RoomPage page = RoomPage.open(tab, server.nextSite());
    page.page().setDefaultTimeout(60_000);
    page.enter(
        server.roomAddress(), Map.of("name", name, "backoff", Map.of("base", 50, "cap", 500)));
    page.until("room.state === 'open'");
    return page;
  }
}
