package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.machine.FaultProxy;
import dev.rtcrooms.machine.FaultProxy.Fault;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Outgoing;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections of a busy chat break at random bytes, on the way to the server or back, and nobody
 * notices: each message is said once and answered, and all hear all of them in one order.
 */
@Tag("one-jdk")
class CutConnectionsTest {

  /** How many connections break; more by {@code -Dcuts=500}. */
  private static final int CUTS = Integer.getInteger("cuts", 40);

  /** Decides where and how; another by {@code -Dcuts.seed=2}. */
  private static final long SEED = Long.getLong("cuts.seed", 1);

  private static final int CLIENTS = 20;
  private static final int MOST_UNANSWERED = 8;
  private static final int TICK_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60 + CUTS);

  private final String target = "/room/" + UUID.randomUUID() + "/websocket";
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final Random random = new Random(SEED);
  private volatile boolean speaking = true;

  @ParameterizedTest
  @EnumSource(names = {"NETTY", "JETTY", "TOMCAT"})
  void nothingIsMissedOrSaidTwice(Container container) throws Exception {
    Rooms rooms =
        RtcRooms.builder()
            .feature(Chat::new)
            .feature(Presence::new)
            .limits(Limits.builder().forLoadTests().outboxAge(Duration.ofMinutes(1)).build())
            .heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(20))
            .build();
    List<ReturningClient> clients = new ArrayList<>();
    try (EmbeddedServer server = container.start(rooms, Placement.USUAL);
        FaultProxy proxy = new FaultProxy(server.port(), new Random(SEED));
        SocketClient witness = new SocketClient(server.port(), target)) {
      witness.hello();
      for (int i = 0; i < CLIENTS; i++) {
        String session = "session-of-client-" + i;
        clients.add(new ReturningClient(proxy.port(), target, session, timer));
      }
      timer.scheduleAtFixedRate(
          () -> speak(clients), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);

      await().atMost(PATIENCE).until(() -> count(proxy) >= CUTS);
      speaking = false;
      proxy.heal();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(clients).allMatch(each -> each.unanswered() == 0));
      witness.send(new Say("end", "the end"));
      Map<Long, String> truth = untilTheEnd(witness);
      long last = truth.keySet().stream().reduce((first, second) -> second).orElseThrow();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(clients).allMatch(each -> each.offset() == last));

      assertThat(truth.values()).doesNotHaveDuplicates();
      clients.forEach(client -> check(client, truth));
      assertThat(clients).anyMatch(client -> client.recoveries() > 0);
      assertThat(proxy.done().keySet()).containsExactlyInAnyOrder(Fault.values());
    } finally {
      timer.shutdownNow();
      clients.forEach(ReturningClient::close);
      rooms.close();
    }
  }

  /** Each now and then, and now and then several things at once, or something long. */
  private void speak(List<ReturningClient> clients) {
    for (ReturningClient client : clients) {
      for (int i = random.nextInt(3); speaking && i > 0; i--) {
        if (client.unanswered() < MOST_UNANSWERED) {
          String id = clients.indexOf(client) + "-" + client.said().size();
          client.say(id, "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 3_000 : 50) + 1));
        }
      }
    }
  }

  private static int count(FaultProxy proxy) {
    return proxy.done().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<Long, String> untilTheEnd(SocketClient witness) {
    Map<Long, String> truth = new LinkedHashMap<>();
    while (!truth.containsValue("end")) {
      Outgoing next = witness.nextMessage(Said.class);
      truth.put(next.offset().orElseThrow(), String.valueOf(((Said) next.event()).id()));
    }
    assertThat(List.copyOf(truth.keySet())).isSorted();
    return truth;
  }

  private static void check(ReturningClient client, Map<Long, String> truth) {
    assertThat(client.broken()).isEmpty();
    List<String> said = client.said();
    assertThat(truth.values().stream().filter(said::contains)).containsExactlyElementsOf(said);
    assertThat(client.answers()).hasSameSizeAs(said);
    client.answers().forEach((id, offset) -> assertThat(truth).containsEntry(offset, id));
    for (ReturningClient.Part part : client.parts()) {
      long end =
          part.ids().keySet().stream().reduce((first, second) -> second).orElse(part.after());
      Map<Long, String> expected =
          truth.entrySet().stream()
              .filter(each -> each.getKey() > part.after() && each.getKey() <= end)
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
      assertThat(part.ids()).isEqualTo(expected);
    }
  }
}
