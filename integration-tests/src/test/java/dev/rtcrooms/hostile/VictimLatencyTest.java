package dev.rtcrooms.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.containers.Container;
import dev.rtcrooms.containers.RoomSocket;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long a message takes in a room of ten while others attack the server, compared with the same
 * without them. It measures and prints, by {@code -Dvictim=true}, and asserts no time.
 */
@EnabledIfSystemProperty(named = "victim", matches = "true")
class VictimLatencyTest {

  private static final int MEMBERS = 10;
  private static final int INTRUDERS = 60;
  private static final int ROUNDS = 4;
  private static final Duration PHASE = Duration.ofSeconds(10);
  private static final int SAY_EVERY_MILLIS = 50;
  private static final JsonCodec CODEC = new JsonCodec(MessageType.builtIn());

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(16);
  private final AtomicInteger here = new AtomicInteger();
  private volatile Queue<Long> latencies = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource(names = {"NETTY", "JETTY", "TOMCAT"})
  void theRatioOfTheSlowestHundredth(Container container) throws Exception {
    Duration minute = Duration.ofMinutes(1);
    List<RoomSocket> members = new ArrayList<>();
    try (Attack attack = new Attack(container, 512, minute.multipliedBy(10), minute, minute)) {
      URI room =
          URI.create(
              "ws://localhost:" + attack.port() + "/room/" + UUID.randomUUID() + "/websocket");
      for (int i = 0; i < MEMBERS; i++) {
        members.add(new RoomSocket(room, CODEC, this::hear, "X-Forwarded-For", "198.51.100." + i));
      }
      await().atMost(minute).until(() -> here.get() == MEMBERS);
      threads.scheduleAtFixedRate(
          () -> members.get(0).send(new Say(Long.toString(System.nanoTime())), null),
          0,
          SAY_EVERY_MILLIS,
          TimeUnit.MILLISECONDS);
      phase(PHASE); // warms up
      List<Long> alone = new ArrayList<>();
      List<Long> attacked = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        alone.addAll(phase(PHASE));
        attacked.addAll(underAttack(attack.port(), round));
      }

      System.out.printf(
          "%s: p50 %.2f ms alone, %.2f ms under attack; p99 %.2f ms alone, %.2f ms under attack:"
              + " %.2f times%n",
          container,
          at(alone, 0.5),
          at(attacked, 0.5),
          at(alone, 0.99),
          at(attacked, 0.99),
          at(attacked, 0.99) / at(alone, 0.99));
      assertThat(attack.complaints()).isEmpty();
    } finally {
      threads.shutdownNow();
      members.forEach(RoomSocket::close);
    }
  }

  private void hear(Outgoing message) {
    if (message.event() instanceof Said said) {
      latencies.add(System.nanoTime() - Long.parseLong(said.text()));
    } else if (message.event() instanceof Hello) {
      here.incrementAndGet();
    }
  }

  private List<Long> underAttack(int port, int round) throws Exception {
    List<Intruder> intruders = new ArrayList<>();
    List<ScheduledFuture<?>> acts = new ArrayList<>();
    for (int i = 0; i < INTRUDERS; i++) {
      Intruder intruder = new Intruder(port, round * INTRUDERS + i);
      intruders.add(intruder);
      acts.add(
          threads.scheduleWithFixedDelay(
              intruder::act, 3L * i, 1_000 / Intruder.ACTS_PER_SECOND, TimeUnit.MILLISECONDS));
    }
    List<Long> measured = phase(PHASE);
    acts.forEach(act -> act.cancel(false));
    phase(Duration.ofSeconds(2)); // the last acts end
    for (Intruder intruder : intruders) {
      intruder.close();
    }
    phase(Duration.ofSeconds(8)); // the server lets them go
    return measured;
  }

  private List<Long> phase(Duration duration) {
    latencies = new ConcurrentLinkedQueue<>();
    Queue<Long> own = latencies;
    await().pollDelay(duration).timeout(duration.multipliedBy(4)).until(() -> true);
    return List.copyOf(own);
  }

  private static double at(List<Long> nanos, double part) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
  }
}
