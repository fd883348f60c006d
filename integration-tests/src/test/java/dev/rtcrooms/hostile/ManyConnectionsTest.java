package dev.rtcrooms.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.containers.Container;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many connections that end in every way, or that do not read; nothing is left of them. */
@Tag("one-jdk")
class ManyConnectionsTest {

  /** Ten thousand with {@code -Dattack.connections=10000}. */
  private static final int MANY = Integer.getInteger("attack.connections", 240);

  /** Five hundred with {@code -Dattack.stalled=500}. */
  private static final int STALLED = Integer.getInteger("attack.stalled", 40);

  private static final int OF_ONE_ADDRESS = 5;

  /** So much may wait for one client. */
  private static final long OUTBOX = 1 << 20;

  private static final int MEBIBYTES = 256 + MANY / 10;
  private static final Duration PATIENCE = Duration.ofSeconds(120 + MANY / 50);
  private static final Duration SOON = Duration.ofSeconds(3);

  /** The first are answered, and the others refused, since answers are bounded. */
  private static final int PAGES = 30;

  private static final String TEXT = "\u4e2d".repeat(4_000);

  private final List<RawSocket> sockets = new ArrayList<>();
  private final List<UUID> rooms =
      Stream.generate(UUID::randomUUID).limit(Math.max(20, MANY / 12)).toList();

  @AfterEach
  void hangUp() throws IOException {
    for (RawSocket socket : sockets) {
      socket.close();
    }
  }

  private RawSocket connect(Attack attack, int number) throws IOException {
    RawSocket socket =
        new RawSocket(
            attack.port(),
            "/room/" + rooms.get(number % rooms.size()) + "/websocket",
            "X-Forwarded-For: " + address(number));
    sockets.add(socket);
    assertThat(socket.readStatus()).isEqualTo(101);
    return socket;
  }

  private static String address(int number) {
    int address = number / OF_ONE_ADDRESS;
    return "203.0." + address / 250 + "." + address % 250;
  }

  @ParameterizedTest
  @EnumSource(names = {"NETTY", "JETTY", "TOMCAT"})
  void ofThoseThatEndInAnyWayNothingIsLeft(Container container) throws Exception {
    Duration heartbeat = SOON.plusSeconds(MANY / 200); // so that all are there at once
    try (Attack attack = new Attack(container, MEBIBYTES, SOON.dividedBy(4), SOON, heartbeat)) {
      try (RawSocket first = connect(attack, 0)) {
        first.read(RawSocket.TEXT); // so that all that is loaded once is loaded
      }
      long files = attack.await(PATIENCE, figures -> figures.clients() == 0).files();
      sockets.clear();
      for (int i = 0; i < MANY; i++) {
        connect(attack, i);
      }
      for (int i = 0; i < MANY; i++) {
        boolean unused = PassingClients.end(sockets.get(i), i);
      }

      attack.await(PATIENCE, figures -> figures.isAtRest() && figures.files() <= files + 10);
      assertThat(attack.complaints()).isEmpty();
      assertThat(attack.figures()).allMatch(figures -> figures.heapInUse() <= 0.6);
      quotasAreWholeAgain(attack);
    }
  }

  /** As many as may join in a second are let in. */
  private void quotasAreWholeAgain(Attack attack) throws IOException {
    for (int i = 0; i < OF_ONE_ADDRESS; i++) { // not of the first address, which opened one more
      assertThat(connect(attack, 4 * OF_ONE_ADDRESS + i).readFrame())
          .contains("\"type\":\"hello\"");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NETTY", "JETTY", "TOMCAT"})
  void ofThoseThatDoNotReadNothingIsLeft(Container container) throws Exception {
    try (Attack attack = new Attack(container, MEBIBYTES, SOON.dividedBy(6), SOON, SOON)) {
      for (int i = 0; i < STALLED; i++) {
        connect(attack, i);
      }
      for (RawSocket speaker : sockets.subList(0, Math.min(rooms.size(), STALLED))) {
        send(speaker, "{\"type\":\"say\",\"text\":\"" + TEXT + "\"}", 20);
      }
      // perhaps while they were speaking: they are ended soon after, and the history with them
      await()
          .atMost(PATIENCE)
          .until(() -> attack.figures().stream().anyMatch(figures -> figures.history() > 0));
      for (RawSocket each : sockets) {
        send(each, "{\"type\":\"chat-history\",\"ref\":\"a\",\"limit\":100}", PAGES);
      }

      attack.await(PATIENCE, Figures::isAtRest);
      assertThat(attack.complaints()).isEmpty();
      assertThat(attack.figures())
          .allMatch(figures -> figures.waiting() <= figures.most() / 16 + STALLED * OUTBOX)
          .allMatch(figures -> figures.heapInUse() <= 0.6);
    }
  }

  private static void send(RawSocket socket, String message, int times) {
    try {
      for (int i = 0; i < times; i++) {
        socket.text(message);
      }
    } catch (IOException e) {
      // it was ended, because it does not read
    }
  }
}
