package dev.rtcrooms.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three nodes are replaced, while clients say numbered messages. */
@Tag("one-jdk")
class RollingDeployTest {

  private static final int NODES = 3;
  private static final String SCATTERED = "scattered";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Duration WINDOW = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<ServedNode> started = new ArrayList<>();
  private final List<Talker> talkers = new ArrayList<>();

  /** Where the balancer sends those who connect. */
  private volatile List<ServedNode> serving = List.of();

  private ScheduledExecutorService timer;
  private FaultyRedis redis;

  @BeforeEach
  void start() {
    redis = new FaultyRedis(List.of());
    timer = Executors.newScheduledThreadPool(2);
    serving = startNodes();
    for (int first = 0; first < NODES; first++) {
      UUID room = UUID.randomUUID();
      int preferred = first;
      for (int n = 0; n < 2; n++) {
        talk("of " + first, "p" + first + n, () -> serving(preferred).link(room));
      }
    }
    UUID scattered = UUID.randomUUID();
    for (int n = 0; n < 3; n++) {
      talk(
          SCATTERED,
          "s" + n,
          () -> serving(ThreadLocalRandom.current().nextInt(NODES)).link(scattered));
    }
    awaitAllHeard(System.nanoTime());
  }

  @AfterEach
  void stop() {
    talkers.forEach(Talker::close);
    started.stream().filter(node -> !node.isDraining()).forEach(node -> node.drain(Duration.ZERO));
    if (redis != null) {
      timer.shutdownNow();
      redis.close();
    }
  }

  private List<ServedNode> startNodes() {
    return IntStream.range(0, NODES).mapToObj(n -> startNode()).toList();
  }

  private ServedNode startNode() {
    ServedNode node = new ServedNode("redis://127.0.0.1:" + redis.port());
    started.add(node);
    return node;
  }

  /** The first node from a number on that does not drain. */
  private ServedNode serving(int first) {
    List<ServedNode> all = serving;
    return IntStream.range(first, first + NODES)
        .mapToObj(n -> all.get(n % NODES))
        .filter(node -> !node.isDraining())
        .findFirst()
        .orElseThrow();
  }

  private void talk(String room, String name, Supplier<URI> link) {
    talkers.add(new Talker(name, room, link, PAUSE, timer));
  }

  private static int returns(Talker talker) {
    return talker.visits().size() - 1;
  }

  private void awaitAllHeard(long moment) {
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(talkers).allMatch(each -> each.hasSpokenSince(moment)));
  }

  /**
   * A balancer that hashes the path moves a room to a node that is new already, if there is one.
   * One that knows nothing of rooms may send a client to each node before that is replaced.
   */
  @Test
  void nodesAreReplacedOneAfterTheOther() {
    for (int n = 0; n < NODES; n++) {
      serving.get(n).drain(WINDOW);
      List<ServedNode> next = new ArrayList<>(serving);
      next.set(n, startNode());
      serving = List.copyOf(next);
      awaitAllHeard(System.nanoTime());
    }

    checkThatNothingIsLost();
    assertThat(talkers)
        .allSatisfy(
            each -> {
              int most = each.room().equals(SCATTERED) ? NODES : 2;
              assertThat(returns(each)).as("moves of %s", each).isBetween(1, most);
            });
  }

  /** A client is moved with its own node, and with the home of its room, each time to a new one. */
  @Test
  void newNodesServeBeforeTheFirstOldOneEnds() {
    List<ServedNode> old = serving;
    serving = startNodes();
    for (ServedNode node : old) {
      node.drain(WINDOW);
      awaitAllHeard(System.nanoTime());
    }

    checkThatNothingIsLost();
    assertThat(talkers)
        .allSatisfy(each -> assertThat(returns(each)).as("moves of %s", each).isBetween(1, 2));
  }

  private void checkThatNothingIsLost() {
    talkers.forEach(Talker::fallSilent);
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(talkers).allMatch(Talker::isIn).noneMatch(Talker::isWaiting));
    Map<String, List<Talker>> rooms = talkers.stream().collect(Collectors.groupingBy(Talker::room));
    redis.run(
        commands -> {
          Map<String, TreeMap<Long, String>> kept = KeptRooms.read(commands, talkers);
          rooms.forEach(
              (room, people) ->
                  assertThat(new Verdict(people, kept.get(room), List.of()).find())
                      .as(room)
                      .isEmpty());
        });
    assertThat(talkers)
        .allSatisfy(
            each ->
                assertThat(each.visits().stream().skip(1))
                    .allMatch(visit -> visit.hello.recovered()));
  }
}
