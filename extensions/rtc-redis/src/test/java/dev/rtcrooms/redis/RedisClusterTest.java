package dev.rtcrooms.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.NodeStatus;
import io.lettuce.core.KillArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms of several nodes that a real Redis joins, while nodes and Redis fail. */
class RedisClusterTest extends RedisClusterTestBase {

  /** Longer than {@link #PAUSED_LEASE}, and than the silence that breaks a link. */
  private static final Duration PAUSE = Duration.ofMillis(6_500);

  /** Frames are kept for thrice as long, which is long enough for a pause on a busy machine. */
  private static final Duration PAUSED_LEASE = Duration.ofSeconds(6);

  /** Longer than a test takes. */
  private static final Duration LONG_LEASE = PATIENCE.multipliedBy(10);

  @Test
  void peopleOfTwoNodesTalkAndResumeAtTheOther() {
    RedisServer redis = redis();
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");

    assertThat(ann.say("hi")).isEqualTo(1);
    assertThat(bob.say("hello")).isEqualTo(2);
    bob.awaitText("hi");
    ann.awaitText("hello");
    assertThat(nodes.get(0).rooms.all()).hasSize(1);
    assertThat(nodes.get(1).rooms.all()).isEmpty();
    String home = nodes.get(0).name();
    NodeStatus described = new NodeStatus(home, false, 1, 2, Optional.of(address(home)));
    await(() -> get(nodes.get(1).engine.nodes()).contains(described));

    ann.vanish();
    bob.say("missed");
    NodeClient back = ann.rejoin(nodes.get(1).rooms);
    assertThat(back.hello().recovered()).isTrue();
    back.awaitText("missed");
    assertThat(back.texts()).containsExactly("missed");
  }

  @Test
  void theRoomsOfAKilledNodeMove() {
    RedisServer redis = redis();
    Node killed = node(redis, LONG_LEASE);
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(killed.rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(0).rooms, room, "bob");
    ann.say("before");
    bob.awaitText("before");

    killed.way.cut();
    assertThat(bob.closedWith()).isEqualTo(CloseReason.MOVED);
    NodeClient back = bob.rejoin(nodes.get(1).rooms);

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.say("after")).isEqualTo(2);
    NodeClient moved = ann.rejoin(nodes.get(0).rooms);
    assertThat(moved.hello().recovered()).isTrue();
    moved.awaitText("after");
    assertThat(nodes.get(1).rooms.all()).hasSize(1);
  }

  @Test
  void aHomeThatWasCutOffForLongStoresNothingMore() {
    RedisServer redis = redis();
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    ann.say("before");

    nodes.get(0).way.hang();
    ann.send("late", "ref");
    await(() -> get(nodes.get(1).engine.find(room)).isEmpty());
    assertThat(nodes.get(0).engine.isCurrent()).isFalse();
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");
    assertThat(bob.say("first")).isEqualTo(2);
    nodes.get(0).way.heal();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.MOVED);
    assertThat(ann.heard(Replied.class)).hasSize(1);
    NodeClient back = ann.rejoin(nodes.get(0).rooms);
    assertThat(back.hello().recovered()).isTrue();
    back.awaitText("first");
    assertThat(bob.say("second")).isEqualTo(3);
    assertThat(bob.texts()).containsExactly("first", "second");
  }

  @Test
  void nobodyIsDisconnectedWhileRedisIsPaused() {
    RedisServer redis = redis();
    List<Node> nodes = List.of(node(redis, PAUSED_LEASE), node(redis, PAUSED_LEASE));
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");
    ann.say("before");
    bob.awaitText("before");

    redis.commands().clientPause(PAUSE.toMillis());
    CompletableFuture<NodeClient> cat =
        CompletableFuture.supplyAsync(() -> NodeClient.join(nodes.get(1).rooms, room, "cat"));
    assertThat(bob.say("after")).isEqualTo(2);
    ann.awaitText("after");
    assertThat(get(cat).say("hello")).isEqualTo(3);
    assertThat(ann.isOpen() && bob.isOpen()).isTrue();
    assertThat(nodes.get(0).rooms.all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no"})
  void nobodyIsDisconnectedWhenRedisIsKilled(String appendOnly) {
    RedisServer redis = redis("--appendonly", appendOnly, "--appendfsync", "always");
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");
    NodeClient cat = NodeClient.join(nodes.get(1).rooms, room, "cat");
    cat.vanish();
    ann.say("before");
    bob.awaitText("before");

    redis.kill();
    redis.restart();
    assertThat(bob.say("after")).isEqualTo(2);

    ann.awaitText("after");
    assertThat(ann.isOpen() && bob.isOpen()).isTrue();
    NodeClient back = cat.rejoin(nodes.get(0).rooms);
    assertThat(back.hello().recovered()).isEqualTo(appendOnly.equals("yes"));
    assertThat(back.say("again")).isEqualTo(3);
  }

  @Test
  void livingRoomsGoOnWhenRedisWasEmptied() {
    RedisServer redis = redis();
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");
    ann.say("before");

    redis.commands().flushall();
    NodeClient cat = NodeClient.join(nodes.get(1).rooms, room, "cat");

    assertThat(cat.say("after")).isEqualTo(2);
    ann.awaitText("after");
    assertThat(ann.isOpen() && bob.isOpen()).isTrue();
    assertThat(nodes.get(1).rooms.all()).isEmpty();
  }

  /** As after a failover that has lost the newest claim. */
  @Test
  void aHomeWhoseClaimIsLostFindsThatOutWhenItConnectsAgain() {
    RedisServer redis = redis();
    Node home = node(redis);
    NodeClient ann = NodeClient.join(home.rooms, room, "ann");

    get(process(redis).open(room));
    redis.commands().clientKill(KillArgs.Builder.typeNormal());

    assertThat(ann.closedWith()).isEqualTo(CloseReason.MOVED);
  }

  @Test
  void aRoomWhoseKeysAreSpoiledCostsTheNodeNoLease() {
    RedisServer redis = redis();
    Node home = node(redis);
    NodeClient ann = NodeClient.join(home.rooms, room, "ann");
    NodeClient bob = NodeClient.join(home.rooms, UUID.randomUUID(), "bob");
    String key = redis.keys().stream().filter(each -> each.endsWith(":home")).findFirst().get();

    redis.commands().set(key, "spoiled");
    redis.commands().del(redis.keys().stream().filter(RedisClusterTest::isLease).findFirst().get());
    await(() -> redis.keys().stream().anyMatch(each -> isLease(each) && each.endsWith(".2")));

    await(() -> !ann.isOpen() || !bob.isOpen());
    await(() -> home.rooms.all().size() == 1 && home.engine.isCurrent());
    assertThat(ann.isOpen() || bob.isOpen()).isTrue();
  }

  private static boolean isLease(String key) {
    return key.contains(":node:");
  }

  @Test
  void aPrimaryWithoutItsReplicasRenewsNoLease() {
    RedisServer redis = redis();
    Node node = node(redis);

    redis.commands().configSet("min-replicas-to-write", "1");
    await(() -> !node.engine.isCurrent());
    redis.commands().configSet("min-replicas-to-write", "0");
    await(node.engine::isCurrent);
  }

  @Test
  void scriptsThatRedisForgotAreSentAgain() {
    RedisServer redis = redis();
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");

    redis.commands().scriptFlush();
    assertThat(ann.say("1")).isEqualTo(1);
    bob.awaitText("1");
    assertThat(bob.say("2")).isEqualTo(2);
    ann.awaitText("2");
  }

  @Test
  void nobodyMissesAnythingWhenRedisClosesConnections() {
    RedisServer redis = redis();
    List<Node> nodes = nodes(redis, 2);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(nodes.get(1).rooms, room, "bob");

    redis.commands().clientKill(KillArgs.Builder.typePubsub());
    assertThat(ann.say("1")).isEqualTo(1);
    bob = hears(bob, nodes.get(1), "1");
    redis.commands().clientKill(KillArgs.Builder.typeNormal());
    assertThat(ann.say("2")).isEqualTo(2);
    hears(bob, nodes.get(1), "2");

    assertThat(ann.isOpen()).isTrue();
  }

  /** A frame to a connection that just ends may be lost. Then the link breaks, and bob resumes. */
  private static NodeClient hears(NodeClient client, Node node, String text) {
    await(() -> client.texts().contains(text) || !client.isOpen());
    if (client.texts().contains(text)) {
      return client;
    }
    assertThat(client.closedWith()).isEqualTo(CloseReason.MOVED);
    NodeClient back = client.rejoin(node.rooms);
    assertThat(back.hello().recovered()).isTrue();
    back.awaitText(text);
    return back;
  }

  /** Redis lets a node go that does not read what it is sent. */
  @Test
  void whereANodeDoesNotReadOnlyItsOwnClientsAreMoved() {
    RedisServer redis = redis("--client-output-buffer-limit", "pubsub", "1mb", "1mb", "1");
    List<Node> nodes = nodes(redis, 2);
    Node deaf = nodes.get(1);
    NodeClient ann = NodeClient.join(nodes.get(0).rooms, room, "ann");
    NodeClient bob = NodeClient.join(deaf.rooms, room, "bob");
    ann.say("before");
    bob.awaitText("before");
    RedisCommands<String, String> commands = redis.commands();

    deaf.way.hang();
    String much = "x".repeat(1 << 20); // the sockets between hold some MiB
    await(
        () -> {
          commands.publish("rtc:tests:inbox:" + deaf.name(), much);
          return redis.log().contains("for overcoming of output buffer limits");
        });
    assertThat(ann.say("missed")).isEqualTo(2);
    await(() -> nodes.get(0).rooms.summaries().get(0).connections() == 1);
    deaf.way.heal();

    assertThat(bob.closedWith()).isEqualTo(CloseReason.MOVED);
    NodeClient back = bob.rejoin(deaf.rooms);
    assertThat(back.hello().recovered()).isTrue();
    back.awaitText("missed");
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void aNodeThatLeavesFreesItsRoomsAtOnce() {
    RedisServer redis = redis();
    Node leaving = node(redis, LONG_LEASE);
    Node other = node(redis);
    NodeClient ann = NodeClient.join(leaving.rooms, room, "ann");
    ann.say("before");

    leaving.rooms.close();
    assertThat(ann.closedWith().shouldReconnect()).isTrue();
    NodeClient back = ann.rejoin(other.rooms);

    assertThat(back.hello().recovered()).isTrue();
    assertThat(back.say("after")).isEqualTo(2);
    await(() -> get(other.engine.nodes()).size() == 1);
  }

  @Test
  void aClusterGoesOnWithTheHistoryOfASingleProcess() {
    RedisServer redis = redis();
    Past past = get(process(redis).open(room));
    append(past, 0, "of one process");

    NodeClient ann = NodeClient.join(node(redis).rooms, room, "ann");

    assertThat(ann.chatLog()).containsExactly("of one process");
    assertThat(ann.say("of a cluster")).isEqualTo(2);
  }

  @Test
  void whatRedisHasTellsNoRoomAndNoSecret() {
    String password = "pass-word";
    RedisServer redis = redis();
    RedisCommands<String, String> commands = redis.commands();
    commands.configSet("requirepass", password);
    Node node = node(null, closed(redis.cluster(":" + password + "@", redis.port()).connect()));
    NodeClient ann = NodeClient.join(node.rooms, room, "ann");
    ann.say("text");
    commands.configSet("requirepass", "");

    assertThat(redis.keys())
        .contains("rtc:tests:nodes")
        .allMatch(
            key -> key.matches("rtc:tests:(nodes|node:[\\w-]{12}\\.\\d+|\\{[\\w-]{16}}:\\w+)"))
        .allSatisfy(key -> assertThat(commands.pttl(key)).isPositive())
        .extracting(key -> value(commands, key))
        .anyMatch(value -> value.contains("text"))
        .allSatisfy(
            value ->
                assertThat(value)
                    .doesNotContain(
                        room.toString(), RedisServer.SECRET, password, NodeClient.session("ann")));
  }

  private static String value(RedisCommands<String, String> commands, String key) {
    return switch (commands.type(key)) {
      case "hash" -> commands.hgetall(key).toString();
      case "list" -> commands.lrange(key, 0, -1).toString();
      case "set" -> commands.smembers(key).toString();
      default -> commands.get(key);
    };
  }
}
