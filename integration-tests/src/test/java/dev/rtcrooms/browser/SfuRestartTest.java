package dev.rtcrooms.browser;

import static dev.rtcrooms.browser.Visitors.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.signaling.Streams;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Another process takes over from a server with an SFU, of which nothing is left: all come back by
 * themselves, and see each other again. {@link MeshRestartTest} has the same for a mesh.
 */
class SfuRestartTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private Sfu sfu;

  @RegisterExtension
  final RealRooms server = new RealRooms(room -> Streams.sfu(IceServers.none(), sfu).create(room));

  private final Visitors visitors = new Visitors(browsers, server);

  @BeforeEach
  void start() throws IOException {
    sfu = Sfu.builder().build();
  }

  @AfterEach
  void stop() {
    sfu.close();
  }

  @Test
  void allComeBackAndTheirPicturesToo() throws Exception {
    RoomPage ann = visitors.enter("Ann");
    RoomPage bob = visitors.enter("Bob");
    publish(ann);
    publish(bob);
    RoomPage watcher = visitors.watch();
    List<RoomPage> all = List.of(ann, bob, watcher);
    for (RoomPage page : all) {
      page.seesMedia(page == watcher ? 2 : 1);
      page.act("old = room.peers.get('down')");
    }

    try (Sfu ended = sfu) {
      sfu = Sfu.builder().build();
      server.restart();
    }

    for (RoomPage page : all) {
      page.until("heard('hello') === 2 && room.state === 'open' && room.publishers.size === 2");
      page.until("room.peers.has('down') && room.peers.get('down') !== old");
      page.seesMedia(page == watcher ? 2 : 1);
      assertThat(page.run("old.connectionState")).isEqualTo("closed");
      assertThat(page.events("refusal")).isEmpty();
    }
  }
}
