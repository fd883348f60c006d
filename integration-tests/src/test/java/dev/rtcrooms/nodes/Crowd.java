package dev.rtcrooms.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.machine.WireProxy;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Those who talk in the rooms; some go for good, and others come. For one thread. */
final class Crowd implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final Random random;
  private final Supplier<Node> balancer;
  private final Duration pause;
  private final List<UUID> ids;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final List<Talker> present = new ArrayList<>();
  private final List<Talker> gone = new ArrayList<>();

  /** Those whose connection can be cut. */
  private final Map<Talker, WireProxy> ways = new LinkedHashMap<>();

  /**
   * Lets clients connect, and waits until all are in their rooms.
   *
   * @param random draws who goes
   * @param balancer chooses a node for each connection
   * @param pause of each client, between an acknowledgement and the next message
   */
  Crowd(Random random, Supplier<Node> balancer, int rooms, int clients, Duration pause) {
    this.random = random;
    this.balancer = balancer;
    this.pause = pause;
    ids = IntStream.range(0, rooms).mapToObj(n -> UUID.randomUUID()).toList();
    for (int n = 0; n < clients; n++) {
      String room = "r" + n % rooms;
      if (n < rooms) {
        comeOnAWayOfItsOwn(room);
      } else {
        come(room, () -> link(room));
      }
    }
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(present).allMatch(Talker::isIn));
  }

  private URI link(String room) {
    return balancer.get().link(ids.get(Integer.parseInt(room.substring(1))));
  }

  private Talker come(String room, Supplier<URI> link) {
    Talker talker = new Talker("p" + all().count(), room, link, pause, timer);
    present.add(talker);
    return talker;
  }

  private void comeOnAWayOfItsOwn(String room) {
    try {
      WireProxy way = new WireProxy(0);
      ways.put(come(room, () -> through(way, link(room))), way);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI through(WireProxy way, URI link) {
    way.turnTo(link.getPort());
    return URI.create("http://127.0.0.1:" + way.port() + link.getPath());
  }

  private Stream<Talker> all() {
    return Stream.concat(present.stream(), gone.stream());
  }

  /** Somebody leaves, somebody vanishes without a word, and two others come in their rooms. */
  void change() {
    List<Talker> leaving = present.stream().filter(each -> !ways.containsKey(each)).toList();
    Talker leaver = leaving.get(random.nextInt(leaving.size()));
    go(leaver);
    come(leaver.room(), () -> link(leaver.room()));

    Talker lost = List.copyOf(ways.keySet()).get(random.nextInt(ways.size()));
    try (WireProxy way = ways.remove(lost)) {
      way.cut();
      go(lost);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    comeOnAWayOfItsOwn(lost.room());
  }

  private void go(Talker talker) {
    present.remove(talker);
    gone.add(talker);
    talker.close();
  }

  /** Until each client has said something after that moment, and had it acknowledged. */
  void awaitAllHeard(long moment) {
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(present).allMatch(each -> each.hasSpokenSince(moment)));
  }

  /** Until each client sees those who are there, with their present connections, and no others. */
  void awaitMembers() {
    await().pollInterval(OFTEN).atMost(PATIENCE).untilAsserted(this::checkMembers);
  }

  private void checkMembers() {
    assertThat(present).allMatch(Talker::isIn);
    rooms(present.stream()).values().forEach(Crowd::checkMembers);
  }

  /** Lets all finish what they say, and waits until they have heard everything. */
  void finish() {
    present.forEach(Talker::fallSilent);
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(present).noneMatch(Talker::isWaiting);
              checkMembers();
              rooms(present.stream()).values().forEach(Crowd::checkPositions);
            });
  }

  private static Map<String, List<Talker>> rooms(Stream<Talker> talkers) {
    return talkers.collect(Collectors.groupingBy(Talker::room));
  }

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

  /**
   * {@return what was wrong, perhaps nothing}
   *
   * @param losses what Redis itself has lost
   */
  List<String> judge(RedisCommands<String, String> redis, List<Loss> losses) {
    List<String> found = new ArrayList<>();
    Map<String, TreeMap<Long, String>> kept = KeptRooms.read(redis, all().toList());
    rooms(all())
        .forEach(
            (room, people) -> found.addAll(new Verdict(people, kept.get(room), losses).find()));
    return found;
  }

  /** How often clients came back, and were or were not told that they have recovered. */
  long returns(boolean recovered) {
    return all()
        .flatMap(each -> each.visits().stream().skip(1))
        .filter(visit -> visit.hello.recovered() == recovered)
        .count();
  }

  @Override
  public String toString() {
    return """
        %d acknowledged, %d refusals; %d have gone; of those who came back, %d recovered and %d did \
        not\
        """
        .formatted(
            all().mapToLong(each -> each.acknowledged().size()).sum(),
            all().mapToLong(Talker::refusals).sum(),
            gone.size(),
            returns(true),
            returns(false));
  }

  @Override
  public void close() throws IOException {
    present.forEach(Talker::close);
    timer.shutdownNow();
    for (WireProxy way : ways.values()) {
      way.close();
    }
  }
}
