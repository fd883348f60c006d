package dev.rtcrooms.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.RedisProcess;
import dev.rtcrooms.machine.Sockets;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * libwebrtc peers at two processes that have the same rooms. Their media goes to the SFU of the
 * process that is the home of the room.
 */
@Tag("one-jdk")
class SfuNodesTest {

  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String READY = "RTC Rooms quickstart: ";
  private static final Pattern CANDIDATE_PORT =
      Pattern.compile("a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+) ");

  @RegisterExtension final PeerRoom peers = new PeerRoom();

  private final UUID room = UUID.randomUUID();
  private RedisProcess redis;
  private Node home;
  private Node edge;

  private record Node(ChildProcess process, int port) {
    static Node start(RedisProcess redis) {
      int port = Sockets.freePort();
      return new Node(
          new ChildProcess(
              ChildProcess.folder("node"),
              JavaCommand.brief(
                  Quickstart.class,
                  "--port",
                  String.valueOf(port),
                  "--node-url",
                  "http://127.0.0.1:" + port,
                  "--transport",
                  "netty",
                  "--drain",
                  "0",
                  "--secret",
                  "a secret of the tests alone",
                  "--cluster",
                  redis.url())),
          port);
    }

    URI socket(UUID room) {
      return URI.create("ws://127.0.0.1:" + port + "/room/" + room + "/websocket");
    }

    URI whip(UUID room) {
      return URI.create("http://127.0.0.1:" + port + "/whip/" + room + "?name=Studio");
    }
  }

  @BeforeEach
  void startNodes() {
    redis = new RedisProcess();
    home = Node.start(redis);
    edge = Node.start(redis);
    home.process().awaitLine(READY);
    edge.process().awaitLine(READY);
  }

  @AfterEach
  void stopNodes() {
    for (Node node : new Node[] {home, edge}) {
      if (node != null) {
        node.process().close();
      }
    }
    if (redis != null) {
      redis.close();
    }
  }

  /** The ports of the server to which a peer sends, of which an SFU has one for a room. */
  private static List<String> ports(PeerClient client, String peer) {
    String sdp = client.ask(peer, Peer::remoteDescription);
    return CANDIDATE_PORT
        .matcher(sdp)
        .results()
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }

  @Test
  void mediaGoesToTheHomeWhereverPeersAreConnectedAndToTheNextHomeWhenItDies() {
    PeerClient ann = peers.enterAt(home.socket(room), "Ann");
    ann.publish(peer -> peer.add(peers.camera().track()));
    PeerClient bob = peers.enterAt(edge.socket(room), "Bob");
    bob.from(DOWN).nextScreen().awaitFrames(30);
    PeerClient cat = peers.enterAt(edge.socket(room), "Cat");
    cat.publish(peer -> peer.add(peers.camera().track()));
    ann.from(DOWN).nextScreen().awaitFrames(30);
    bob.from(DOWN).nextScreen().awaitFrames(30);
    List<String> port = ports(ann, UP);
    assertThat(port).hasSize(1);
    assertThat(ports(bob, DOWN)).isEqualTo(port);
    assertThat(ports(cat, UP)).isEqualTo(port);

    HttpPeer studio = peers.publishAt(edge.whip(room), peers.camera().track());
    assertThat(studio.session().getPort()).isEqualTo(home.port());
    bob.from(DOWN).nextScreen().awaitFrames(30);
    studio.end();

    Arrivals before = bob.from(DOWN);
    home.process().crash();
    peers.await(() -> bob.from(DOWN) != before);
    bob.from(DOWN).nextScreen().awaitFrames(30);
    assertThat(ports(bob, DOWN)).hasSize(1).doesNotContainAnyElementsOf(port);
    assertThat(ports(cat, UP)).isEqualTo(ports(bob, DOWN));
  }
}
