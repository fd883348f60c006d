package dev.rtcrooms.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.containers.Container;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Processor;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile connections that keep within the limits of a client take no more memory than
 * docs/limits.md computes, whatever they do, and nothing of it is left when they are gone.
 */
@Tag("alone")
class MemoryUnderAttackTest {

  /** For ten minutes with {@code -Dattack.minutes=10}. */
  private static final int MINUTES = Integer.getInteger("attack.minutes", 0);

  private static final boolean LONG = MINUTES > 0;
  private static final int INTRUDERS = LONG ? 100 : 40;
  private static final int CONNECTIONS_PER_ADDRESS = 10;
  private static final int MEBIBYTES = LONG ? 512 : 160;
  private static final Duration DURATION =
      LONG ? Duration.ofMinutes(MINUTES) : Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** So much may wait of one client, however much waits of all. */
  private static final long UNBOUNDED = 16 << 10;

  /** What waits for a client that sends at once what it may, and what is being written to it. */
  private static final long UNREAD_AT_ONCE = 730 << 10;

  private static final long IN_FLIGHT = 192 << 10;

  /** What else a room and a client take. */
  private static final long SMALL = 64 << 10;

  /** Their histories and other state are more than the heap has for all. */
  private static final int ROOMS = 48;

  private static final int CLIENTS = 32;
  private static final String SAY =
      "{\"type\":\"say\",\"text\":\"" + "\u4e2d".repeat(3_900) + "\"}";

  private final List<RawSocket> sockets = new ArrayList<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(32);

  /** In a short attack Tomcat often reports a pong to a connection that it has just closed. */
  static List<Container> containers() {
    return LONG
        ? List.of(Container.NETTY, Container.JETTY, Container.TOMCAT)
        : List.of(Container.NETTY, Container.JETTY);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void theHeapIsNeverFullerThanThreeFifthsAndEmptyInTheEnd(Container container) throws Exception {
    Duration interval = LONG ? Duration.ofSeconds(2) : Duration.ofMillis(500);
    List<Intruder> intruders = new ArrayList<>();
    try (Attack attack =
        new Attack(
            container,
            MEBIBYTES,
            interval,
            Duration.ofSeconds(LONG ? 60 : 5),
            Duration.ofSeconds(20))) {
      for (int i = 0; i < INTRUDERS; i++) {
        Intruder intruder = new Intruder(attack.port(), i, i / CONNECTIONS_PER_ADDRESS);
        intruders.add(intruder);
        threads.scheduleWithFixedDelay(
            intruder::act, 10L * i, 1_000 / Intruder.ACTS_PER_SECOND, TimeUnit.MILLISECONDS);
      }
      await()
          .pollDelay(DURATION)
          .timeout(DURATION.plus(PATIENCE))
          .until(() -> attack.figures().stream().anyMatch(MemoryUnderAttackTest::keepsMuch));
      threads.shutdownNow();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      List<Figures> during = attack.figures();
      for (Intruder intruder : intruders) {
        intruder.close();
      }
      if (LONG) {
        report(container, during);
      }

      assertThat(attack.complaints()).isEmpty();
      assertThat(during).allMatch(figures -> figures.heapInUse() <= 0.6);
      Figures rest = attack.await(PATIENCE, Figures::isAtRest);
      assertThat(rest.heapInUse()).isLessThan(0.25);
    }
  }

  /** There are more clients than it takes to reach the bound of all that waits of them. */
  @Test
  void unreadMessagesFillTheirBoundAndNoMore() throws Exception {
    Duration interval = Duration.ofMillis(200);
    Duration grace = Duration.ofSeconds(1);
    try (Attack attack = new Attack(Container.NETTY, 160, interval, grace, PATIENCE)) {
      sendToARoomThatStandsStill(attack);
      Figures rest = attack.await(PATIENCE, Figures::isAtRest);

      assertThat(attack.complaints()).isEmpty();
      long bound = rest.most() / 16;
      assertThat(attack.figures())
          .allMatch(figures -> figures.unread() <= bound + CLIENTS * UNBOUNDED)
          .allMatch(figures -> figures.heapInUse() <= 0.6);
    }
  }

  /** What is computed is in docs/limits.md, "The worst case". */
  @Test
  void fullRoomsAndUnreadAnswersTakeNoMoreThanIsComputed() {
    try (ChildProcess process =
        JavaProgram.start(
            Processor.any(), List.of("-Xmx160m"), FilledRooms.class, Integer.toString(ROOMS))) {
      process.awaitLine(FilledRooms.DONE);
      List<String> other =
          process.said().stream().filter(line -> Figures.parse(line).isEmpty()).toList();
      assertThat(other).containsExactly(FilledRooms.DONE);
      List<Figures> all =
          process.said().stream().map(Figures::parse).flatMap(Optional::stream).toList();
      Figures empty = all.get(0);
      Figures kept = all.get(1);
      Figures unread = all.get(2);
      long most = empty.most();

      long histories = most / 8 * 17 / 16;
      long state = most / 16 * 17 / 16;
      assertThat(kept.history()).isBetween(most / 8 * 9 / 10, histories);
      assertThat(kept.heap() - empty.heap())
          .isBetween((most / 8 + most / 16) * 9 / 10, histories + state + ROOMS * SMALL);
      long atOnce = ROOMS * (UNREAD_AT_ONCE + IN_FLIGHT);
      assertThat(unread.heap() - kept.heap()).isBetween(atOnce * 2 / 5, atOnce);
      List<Figures> later = all.subList(3, all.size());
      long outboxes = most / 16 * 6 / 5 + atOnce;
      assertThat(later)
          .allMatch(now -> now.heap() - kept.heap() <= outboxes)
          .allMatch(now -> now.waiting() <= most / 16)
          .anyMatch(now -> now.waiting() > most / 16 * 3 / 4);
    }
  }

  private void sendToARoomThatStandsStill(Attack attack) throws IOException {
    String target = "/room/" + UUID.randomUUID() + "/websocket";
    for (int i = 0; i < CLIENTS; i++) {
      sockets.add(enter(attack, target, i));
    }
    sockets.get(0).text("{\"type\":\"stand-still\"}");
    attack.awaitStandstill();
    sockets.forEach(MemoryUnderAttackTest::sendUntilEnded);
    attack.await(PATIENCE, figures -> figures.unread() > 0.95 * figures.most() / 16);
    attack.goOn();
    hangUp();
  }

  /** Each has an address of its own, so that no quota refuses it. */
  private static RawSocket enter(Attack attack, String target, int number) throws IOException {
    RawSocket socket = new RawSocket(attack.port(), target, "X-Forwarded-For: 203.0.113." + number);
    assertThat(socket.readStatus()).isEqualTo(101);
    byte[] unused = socket.read(RawSocket.TEXT);
    return socket;
  }

  private static void sendUntilEnded(RawSocket socket) {
    try {
      for (int i = 0; i < 45; i++) {
        socket.text(SAY);
      }
    } catch (IOException e) {
      // what waits of all has reached its bound
    }
  }

  @AfterEach
  void hangUp() throws IOException {
    for (RawSocket socket : sockets) {
      socket.close();
    }
  }

  /** An eighth is the most. */
  private static boolean keepsMuch(Figures figures) {
    return figures.history() > figures.most() / 10;
  }

  private static void report(Container container, List<Figures> during) {
    Figures fullest = Collections.max(during, Comparator.comparingLong(Figures::heap));
    System.out.printf(
        "%s: of a heap of %d MiB at most %d MiB are in use, %d%%: %s%n",
        container,
        fullest.most() >> 20,
        fullest.heap() >> 20,
        Math.round(100 * fullest.heapInUse()),
        fullest);
  }
}
