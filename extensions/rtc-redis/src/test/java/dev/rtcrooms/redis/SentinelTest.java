package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes that ask a Sentinel for the primary. */
class SentinelTest extends RedisClusterTestBase {

  @Test
  void whenThePrimaryIsKilledRoomsGoOnAtItsSuccessor() throws IOException {
    RedisServer primary = closed(new RedisServer(Files.createDirectory(folder.resolve("primary"))));
    RedisServer replica =
        closed(
            new RedisServer(
                Files.createDirectory(folder.resolve("replica")),
                "--replicaof",
                "127.0.0.1",
                "" + primary.port()));
    RedisServer sentinel = closed(RedisServer.sentinel(folder, primary));
    String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "#" + RedisServer.MONITORED;
    List<Node> nodes = IntStream.range(0, 2).mapToObj(n -> node(url)).toList();
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");
    NodeClient cat = NodeClient.join(nodes.get(1).rooms, room, "cat");
    cat.vanish();
    ann.say("before");
    bob.awaitText("before");
    await(() -> primary.commands().waitForReplication(1, 0) == 1);
    await(() -> sentinel.commands().info("sentinel").contains("slaves=1"));

    primary.kill();
    await(() -> nodes.stream().noneMatch(node -> node.engine.isCurrent()));
    await(() -> nodes.stream().allMatch(node -> node.engine.isCurrent()));

    assertThat(replica.commands().info("replication")).contains("role:master");
    assertThat(bob.say("after")).isEqualTo(2);
    ann.awaitText("after");
    assertThat(ann.isOpen() && bob.isOpen()).isTrue();
    NodeClient back = cat.rejoin(nodes.get(0).rooms);
    assertThat(back.hello().recovered()).isTrue();
    back.awaitText("after");
    assertThat(back.texts()).containsExactly("before", "after");
  }

  private Node node(String url) {
    return node(null, closed(RedisCluster.builder(url).name("tests").lease(LEASE).connect()));
  }
}
