package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.containers.Shouting.Shout;
import dev.rtcrooms.hub.RtcRooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand real sockets in one room. */
class CrowdTest {

  private static final int CROWD = 1_000;
  private static final int SHOUTS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TARGET = "/room/" + UUID.randomUUID() + "/websocket";

  @ParameterizedTest
  @EnumSource(names = {"JETTY", "TOMCAT", "NETTY"})
  void allHearTheSameAndNothingIsLeftBehind(Container container) throws Exception {
    Rooms rooms =
        RtcRooms.builder()
            .feature(Shouting::new, Shout.TYPE, Heard.TYPE)
            .limits(Limits.builder().forLoadTests().build())
            .emptyRoomGrace(Duration.ofMillis(100))
            .build();
    try (EmbeddedServer server = container.start(rooms, Placement.USUAL)) {
      crowd(server, 1); // so that all that is made once is made
      awaitNobody(rooms);
      int descriptors = Descriptors.open();

      crowd(server, CROWD);

      awaitNobody(rooms);
      await().atMost(PATIENCE).until(() -> Descriptors.open() <= descriptors);
    } finally {
      rooms.close();
    }
    await().atMost(PATIENCE).until(CrowdTest::ownThreads, List::isEmpty);
  }

  private static void crowd(EmbeddedServer server, int size) {
    List<SocketClient> clients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clients.add(new SocketClient(server.port(), TARGET));
    }
    clients.forEach(SocketClient::hello);
    IntStream.range(0, SHOUTS)
        .forEach(i -> clients.get(i * 7 % size).send(new Shout("shout " + i)));

    List<String> first = heard(clients.get(0));
    assertThat(first).doesNotHaveDuplicates();
    for (SocketClient client : clients) {
      if (client != clients.get(0)) {
        assertThat(heard(client)).isEqualTo(first);
      }
      assertThat(client.drain()).isEmpty();
    }
    clients.forEach(SocketClient::close);
    clients.forEach(client -> assertThat(client.closeCode()).isEqualTo(1000));
  }

  private static List<String> heard(SocketClient client) {
    return IntStream.range(0, SHOUTS).mapToObj(i -> client.next(Heard.class).text()).toList();
  }

  private static void awaitNobody(Rooms rooms) {
    await().atMost(PATIENCE).until(() -> rooms.all().isEmpty());
  }

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("rtc-"))
        .filter(
            name -> !name.startsWith("rtc-client-")) // kept a minute after clients of other tests
        .toList();
  }
}
