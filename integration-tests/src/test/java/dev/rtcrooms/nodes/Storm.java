package dev.rtcrooms.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.machine.WireProxy;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three processes that a Redis joins, and clients of theirs that talk while faults follow each
 * other. For one thread.
 */
final class Storm implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Storm.class);
  private static final int NODES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration CLIENT_PAUSE = Duration.ofSeconds(8);
  private static final int SLEEP_SECONDS = 30;
  private static final Duration LAG = Duration.ofSeconds(2);

  private final Random random;
  private final FaultyRedis redis;
  private final List<Node> nodes = new ArrayList<>();
  private final Crowd crowd;
  private final Map<Fault, List<Long>> recoveries = new EnumMap<>(Fault.class);

  /** When the last fault had ended. */
  private long over;

  /**
   * Starts Redis and the nodes, and waits until all clients are in their rooms.
   *
   * @param seed the same seed gives the same faults, but not the same moments
   * @param pause of each client, between an acknowledgement and the next message
   * @param options of Redis
   */
  Storm(long seed, int rooms, int clients, Duration pause, List<String> options)
      throws IOException {
    random = new Random(seed);
    redis = new FaultyRedis(options);
    for (int n = 0; n < NODES; n++) {
      nodes.add(new Node(redis.port()));
    }
    nodes.forEach(Node::launch);
    nodes.forEach(Node::awaitReady);
    crowd = new Crowd(random, this::some, rooms, clients, pause);
  }

  /** A balancer knows no more than that the nodes exist. */
  private Node some() {
    return nodes.get(ThreadLocalRandom.current().nextInt(NODES));
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
  }

  private Duration between(int leastSeconds, int mostSeconds) {
    return Duration.ofMillis(
        leastSeconds * 1_000L + random.nextInt((mostSeconds - leastSeconds) * 1_000));
  }

  /**
   * Lets faults happen, each to a node that is drawn, while some go and others come. After each but
   * the last it waits for some moments, or until all clients were heard again.
   */
  void strike(List<Fault> faults) {
    for (int n = 1; n <= faults.size(); n++) {
      Fault fault = faults.get(n - 1);
      int node = random.nextInt(NODES);
      LOG.info("{} of {}: {}, node {}", n, faults.size(), fault, node);
      long before = crowd.returns(false);
      crowd.change();
      happen(fault, nodes.get(node));
      over = System.nanoTime();
      if (n < faults.size()) {
        recover(fault);
      }
      LOG.info("{} returned without having recovered", crowd.returns(false) - before);
    }
  }

  private void recover(Fault fault) {
    if (random.nextBoolean()) {
      pass(between(0, 3));
    } else {
      crowd.awaitAllHeard(over);
      recoveries.computeIfAbsent(fault, each -> new ArrayList<>()).add(sinceFault().toMillis());
    }
  }

  private Duration sinceFault() {
    return Duration.ofNanos(System.nanoTime() - over);
  }

  private void happen(Fault fault, Node node) {
    switch (fault) {
      case KILL -> {
        node.kill();
        node.restart();
      }
      case DRAIN -> {
        node.drain();
        node.restart();
      }
      case SHORT_PAUSE -> pause(node, Duration.ofSeconds(6));
      case LONG_PAUSE -> pause(node, Duration.ofSeconds(15));
      case CUT -> onTheWay(node, WireProxy::cut, between(3, 15));
      case STALL -> onTheWay(node, WireProxy::stall, between(3, 15));
      case LATENCY -> onTheWay(node, way -> way.delay(LAG), Duration.ofSeconds(10));
      case CLIENT_PAUSE -> {
        redis.run(commands -> commands.clientPause(CLIENT_PAUSE.toMillis()));
        pass(CLIENT_PAUSE);
      }
      case DEBUG_SLEEP -> redis.sleep(SLEEP_SECONDS);
      case SCRIPT_FLUSH -> redis.run(RedisCommands::scriptFlush);
      case REDIS_KILLED -> redis.restart();
      case REDIS_LOST -> redis.restartWithoutFiles();
      case FLUSHALL -> redis.empty();
      case FAILOVER -> redis.failOver(() -> {}, this::turnTo);
      case DISASTER -> {
        redis.failOver(node::kill, this::turnTo);
        node.restart();
      }
    }
  }

  private void turnTo(int port) {
    nodes.forEach(node -> node.way().turnTo(port));
  }

  private static void pause(Node node, Duration time) {
    node.pause();
    pass(time);
    node.resume();
  }

  private static void onTheWay(Node node, Consumer<WireProxy> fault, Duration time) {
    fault.accept(node.way());
    pass(time);
    node.way().heal();
  }

  /**
   * Lets all clients finish, and checks everything.
   *
   * @return how long after the end of the last fault each client saw all others, and nobody else
   */
  Duration subside() {
    crowd.awaitMembers();
    Duration settled = sinceFault();
    crowd.awaitAllHeard(over);
    crowd.finish();
    LOG.info(
        "{}; all saw the right members after {} ms, and after faults all were heard again after"
            + " ms: {}",
        crowd,
        settled.toMillis(),
        recoveries);
    redis.run(commands -> assertThat(crowd.judge(commands, redis.losses())).isEmpty());
    return settled;
  }

  @Override
  public void close() throws IOException {
    crowd.close();
    for (Node node : nodes) {
      node.close();
    }
    redis.close();
  }
}
