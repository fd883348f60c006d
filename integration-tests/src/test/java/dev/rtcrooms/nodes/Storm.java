package dev.rtcrooms.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.machine.WireProxy;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration CLIENT_PAUSE = Duration.ofSeconds(8);
  private static final Duration LAG = Duration.ofSeconds(2);

  private final Random random;
  private final FaultyRedis redis;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Talker> talkers = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final Map<Fault, List<Long>> recoveries = new EnumMap<>(Fault.class);
  private int turn;

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
    List<UUID> ids = IntStream.range(0, rooms).mapToObj(n -> UUID.randomUUID()).toList();
    for (int n = 0; n < clients; n++) {
      int room = n % rooms;
      talkers.add(new Talker("p" + n, "r" + room, () -> some().link(ids.get(room)), pause, timer));
    }
    awaitAllIn();
  }

  /** A balancer knows no more than that the nodes exist. */
  private Node some() {
    return nodes.get(ThreadLocalRandom.current().nextInt(NODES));
  }

  private void awaitAllIn() {
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(talkers).allMatch(Talker::isIn));
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
  }

  private Duration between(int leastSeconds, int mostSeconds) {
    return Duration.ofMillis(
        leastSeconds * 1_000L + random.nextInt((mostSeconds - leastSeconds) * 1_000));
  }

  /** Until each client has said something after that moment, and had it acknowledged. */
  private void awaitAllHeard(long moment) {
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(talkers).allMatch(each -> each.hasSpokenSince(moment)));
  }

  /** Lets something happen, and waits until it is over; every other time also for all clients. */
  void strike(Fault fault) {
    Node node = nodes.get(turn++ % NODES);
    happen(fault, node);
    long over = System.nanoTime();
    if (turn % 2 == 0) {
      pass(between(0, 3));
    } else {
      awaitAllHeard(over);
      long millis = Duration.ofNanos(System.nanoTime() - over).toMillis();
      recoveries.computeIfAbsent(fault, each -> new ArrayList<>()).add(millis);
    }
  }

  /**
   * So many faults on nodes that are drawn. Every other one kills a node; between them, each of
   * these kinds comes once before one comes again.
   */
  void strike(List<Fault> kinds, int count) {
    ArrayDeque<Fault> next = new ArrayDeque<>();
    for (int n = 1; n <= count; n++) {
      turn = random.nextInt(2 * NODES);
      if (next.isEmpty()) {
        List<Fault> shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        next.addAll(shuffled);
      }
      Fault fault = n % 2 == 0 ? Fault.KILL : next.remove();
      LOG.info("{} of {}: {}, node {}", n, count, fault, turn % NODES);
      long before = returns(false);
      strike(fault);
      LOG.info("{} returned without having recovered", returns(false) - before);
    }
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
      case DEBUG_SLEEP -> redis.sleep(random.nextBoolean() ? 12 : 30);
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
   * @return how long after the last fault each client saw all others, and nobody else
   */
  Duration subside() {
    long over = System.nanoTime();
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(() -> rooms().values().forEach(Storm::checkMembers));
    Duration settled = Duration.ofNanos(System.nanoTime() - over);
    awaitAllHeard(over);
    talkers.forEach(Talker::fallSilent);
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(talkers).noneMatch(Talker::isWaiting);
              assertThat(talkers).allMatch(Talker::isIn);
              rooms().values().forEach(Storm::checkMembers);
              rooms().values().forEach(Storm::checkPositions);
            });
    List<String> found = new ArrayList<>();
    redis.run(
        commands -> {
          Map<String, TreeMap<Long, String>> kept = KeptRooms.read(commands, talkers);
          rooms()
              .forEach(
                  (room, people) ->
                      found.addAll(new Verdict(people, kept.get(room), redis.losses()).find()));
        });
    LOG.info("{}", summary(settled));
    assertThat(found).isEmpty();
    return settled;
  }

  private Map<String, List<Talker>> rooms() {
    return talkers.stream().collect(Collectors.groupingBy(Talker::room));
  }

  /** Each sees all who are there, with their present connections alone. */
  private static void checkMembers(List<Talker> people) {
    Map<String, List<String>> present = new TreeMap<>();
    people.forEach(each -> present.putAll(each.self()));
    assertThat(people)
        .allSatisfy(each -> assertThat(each.members()).containsExactlyInAnyOrderEntriesOf(present));
  }

  /** Who speaks has heard a message when it is acknowledged, the others may hear it later. */
  private static void checkPositions(List<Talker> people) {
    assertThat(people).extracting(Talker::position).containsOnly(people.get(0).position());
  }

  /** How often clients came back, and were or were not told that they have recovered. */
  private long returns(boolean recovered) {
    return talkers.stream()
        .flatMap(each -> each.visits().stream().skip(1))
        .filter(visit -> visit.hello.recovered() == recovered)
        .count();
  }

  private String summary(Duration settled) {
    return """
        %d acknowledged, %d refusals; of those who came back, %d recovered and %d did not; \
        all saw the right members after %d ms, and after faults all were heard again after ms: %s"""
        .formatted(
            talkers.stream().mapToLong(each -> each.acknowledged().size()).sum(),
            talkers.stream().mapToLong(Talker::refusals).sum(),
            returns(true),
            returns(false),
            settled.toMillis(),
            recoveries);
  }

  @Override
  public void close() throws IOException {
    talkers.forEach(Talker::close);
    timer.shutdownNow();
    for (Node node : nodes) {
      node.close();
    }
    redis.close();
  }
}
