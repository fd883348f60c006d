package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;

import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.FaultyNetwork;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The picture goes on although a track is changed while the WebSocket is lost. {@link
 * KeptMediaTest} has the losses alone, and {@link MeshRestartTest} restarts of the server.
 */
class MediaSurvivesTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension final RealRooms server = new RealRooms();

  private static final String KEEP = "window.old = [...room.peers.values()][0]";
  private static final String SAME =
      "room.peers.size === 1 && [...room.peers.values()][0] === old"
          + " && old.connectionState === 'connected'";

  private FaultyNetwork proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new FaultyNetwork(server.site().port());
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
  }

  private RoomPage enter(String name, boolean behindProxy) {
    RoomPage page;
    if (behindProxy) {
      com.microsoft.playwright.Page tab = browsers.page();
      tab.navigate("http://127.0.0.1:" + proxy.port() + "/browser/page.html");
      page = RoomPage.opened(tab);
    } else {
      page = RoomPage.open(browsers.page(), server.site());
    }
    page.enter(
        server.roomAddress(), Map.of("name", name, "backoff", Map.of("base", 50, "cap", 500)));
    page.until("room.state === 'open'");
    return page;
  }

  @Test
  void aCameraThatIsChangedMeanwhileIsSeenAfterwards() {
    RoomPage ann = enter("Ann", true);
    RoomPage bob = enter("Bob", false);
    publish(ann);
    bob.seesMedia(1);
    ann.act(KEEP);
    bob.act(KEEP);
    proxy.suffer(new Fault.CutAt(0));
    ann.until("room.state === 'reconnecting'");
    ann.begin("camera().then((stream) => room.publish(stream, { kind: 'screen' }))");

    proxy.heal();

    bob.until("room.streams.size === 1 && [...room.streams.values()][0].length === 2");
    bob.run("watch(3)");
    bob.until(SAME);
    ann.until(SAME);
  }
}
