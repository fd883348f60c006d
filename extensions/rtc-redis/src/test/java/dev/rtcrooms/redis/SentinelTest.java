package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Nodes that ask a Sentinel for the primary. */
class SentinelTest extends RedisClusterTestBase {

  /** That of nodes which are not tested. */
  private static final Duration USUAL_LEASE = Duration.ofSeconds(10);

  private RedisServer primary;
  private RedisServer replica;
  private RedisServer sentinel;
  private List<Node> nodes;
  private NodeClient ann;
  private NodeClient bob;
  private NodeClient cat;

  /**
   * Ann is at the home, Bob at another node, Cat has lost its connection, and the replica has all
   * that Ann has said.
   */
  private void start(Duration lease) throws IOException {
    primary = closed(new RedisServer(Files.createDirectory(folder.resolve("primary"))));
    replica =
        closed(
            new RedisServer(
                Files.createDirectory(folder.resolve("replica")),
                "--replicaof",
                "127.0.0.1",
                "" + primary.port()));
    sentinel = closed(RedisServer.sentinel(folder, primary));
    String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "#" + RedisServer.MONITORED;
    nodes = IntStream.range(0, 2).mapToObj(n -> node(url, lease)).toList();
    ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    bob = NodeClient.join(nodes.get(1).rooms, room, "bob");
    cat = NodeClient.join(nodes.get(1).rooms, room, "cat");
    cat.vanish();
    ann.say("before");
    bob.awaitText("before");
    await(() -> primary.commands().waitForReplication(1, 0) == 1);
    await(() -> sentinel.commands().info("sentinel").contains("slaves=1"));
  }

  private Node node(String url, Duration lease) {
    return node(null, closed(RedisCluster.builder(url).name("tests").lease(lease).connect()));
  }

  @Test
  void whenThePrimaryIsKilledRoomsGoOnAtItsSuccessor() throws IOException {
    start(LEASE);

    primary.kill();
    await(() -> nodes.stream().noneMatch(node -> node.engine.isCurrent()));
    sentinel.findsPrimaryDown();
    await(() -> nodes.stream().allMatch(node -> node.engine.isCurrent()));

    assertThat(replica.commands().info("replication")).contains("role:master");
    assertThat(bob.say("after")).isEqualTo(2);
    ann.awaitText("after");
    assertThat(ann.isOpen() && bob.isOpen()).isTrue();
    catHas("before", "after");
  }

  private void catHas(String... texts) {
    NodeClient back = cat.rejoin(nodes.get(0).rooms);
    assertThat(back.hello().recovered()).isTrue();
    back.awaitText(texts[texts.length - 1]);
    assertThat(back.texts()).containsExactly(texts);
  }

  /** With the lease of real nodes, which is why it takes half a minute and is run by hand. */
  @Test
  @EnabledIfSystemProperty(named = "sentinel.paused", matches = "true")
  void whenThePrimaryStandsStillRoomsGoOnAtItsSuccessor() throws IOException {
    start(USUAL_LEASE);

    RedisCommands<String, String> ofPrimary = primary.commands();
    RedisCommands<String, String> ofReplica = replica.commands();

    sentinel.findsPrimaryDown();
    primary.pause();
    String[] inboxes =
        nodes.stream().map(node -> "rtc:tests:inbox:" + node.name()).toArray(String[]::new);
    await(() -> ofReplica.pubsubNumsub(inboxes).values().stream().allMatch(count -> count == 1));
    assertThat(ann.say("meanwhile")).isEqualTo(2);
    primary.resume();
    await(() -> soon(() -> ofPrimary.info("replication")).contains("role:slave"));
    assertThat(ann.say("after")).isEqualTo(3);

    bob.awaitText("after");
    assertThat(ann.isOpen() && bob.isOpen()).isTrue();
    catHas("before", "meanwhile", "after");
  }
}
