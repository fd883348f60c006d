package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that leaves well. */
class ShutdownTest {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(100);

  private final DurableHistory store = new DurableHistory();
  private final List<Duration> drained = new ArrayList<>();

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> builder());

  private RoomsBuilder builder() {
    return Echo.builder()
        .feature(Chat::new)
        .history(store)
        .listener(
            new RoomListener() {
              @Override
              public void drained(Duration took) {
                drained.add(took);
              }
            });
  }

  private CompletableFuture<Void> shutdown(Duration window, Duration away) {
    CompletableFuture<Void> done = rooms.rooms().shutdown(window, away).toCompletableFuture();
    rooms.settle();
    return done;
  }

  @Test
  void clientsLeaveOneAfterTheOtherAndAreToldWhenToComeBack() {
    List<TestClient> clients =
        Stream.of("a", "b", "c", "d", "e").map(user -> rooms.join("lobby", user)).toList();

    CompletableFuture<Void> done = shutdown(WINDOW, Duration.ofSeconds(12));

    List<Integer> open = new ArrayList<>();
    for (int second = 0; second < 10; second += 2) {
      open.add((int) clients.stream().filter(TestClient::isOpen).count());
      rooms.advance(Duration.ofSeconds(2));
    }
    assertThat(open).containsExactly(4, 3, 2, 1, 0);
    assertThat(clients)
        .extracting(TestClient::closedWith)
        .containsOnly(new CloseReason(4002, "server is stopping; come back in 12000 ms"));
    assertThat(clients.get(0).closedWith().retryAfter()).contains(Duration.ofSeconds(12));
    assertThat(done).isCompleted();
    assertThat(drained).containsExactly(Duration.ofSeconds(8));
  }

  @Test
  void theFirstDurationAloneIsBothTimes() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.rooms().shutdown(WINDOW);

    assertThat(ann.closedWith().retryAfter()).contains(WINDOW);
  }

  @Test
  void roomsWithoutClientsEndAtOnce() {
    rooms.room("lobby");

    assertThat(shutdown(WINDOW, WINDOW)).isCompleted();
    assertThat(rooms.rooms().all()).isEmpty();
  }

  @Test
  void nobodyEntersAndNoRoomIsOpened() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    shutdown(WINDOW, Duration.ofSeconds(3));

    assertThat(rooms.join("lobby", "cid").closedWith())
        .isEqualTo(new CloseReason(4002, "server is stopping; come back in 3000 ms"));
    assertThat(rooms.join("attic", "cid").closedWith().code()).isEqualTo(4002);
    assertThatThrownBy(rooms.rooms()::create).isInstanceOf(IllegalStateException.class);
    CompletionStage<Visit> visit =
        rooms.rooms().visit(Handshake.of(Role.PARTICIPANT, TestRooms.id("lobby").toString()));
    rooms.settle();
    assertThat(visit.toCompletableFuture()).isCompletedExceptionally();
    assertThat(rooms.rooms().find(TestRooms.id("lobby"))).isPresent();
    assertThat(List.of(ann.isOpen(), bob.isOpen())).containsExactly(false, true);
    bob.ask(new Say("alone"));
  }

  @Test
  void whoIsBeingAdmittedWhenItBeginsIsSentAway() {
    List<CompletableFuture<Void>> decisions = new ArrayList<>();
    try (TestRooms slow =
        TestRooms.with(
            time ->
                builder()
                    .admission(
                        (user, room, role) -> {
                          CompletableFuture<Void> decision = new CompletableFuture<>();
                          decisions.add(decision);
                          return decision.thenApply(decided -> role.defaultGrants());
                        }))) {
      slow.room("lobby").hub();
      TestClient ann = slow.join("lobby", "ann");
      slow.rooms().shutdown(WINDOW, WINDOW);
      decisions.forEach(decision -> decision.complete(null));

      assertThat(ann.closedWith().retryAfter()).contains(WINDOW);
    }
  }

  @Test
  void itHappensOnce() {
    rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");

    CompletableFuture<Void> first = shutdown(WINDOW, WINDOW);
    assertThat(shutdown(Duration.ZERO, WINDOW)).isNotCompleted();
    assertThat(first).isNotCompleted();
    rooms.advance(WINDOW);

    assertThat(first).isCompleted();
    assertThat(drained).hasSize(1);
  }

  @Test
  void whoCannotWaitClosesTheRooms() {
    rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    CompletableFuture<Void> done = shutdown(WINDOW, WINDOW);

    rooms.rooms().close();

    assertThat(bob.closedWith().retryAfter()).contains(WINDOW);
    assertThat(done).isCompleted();
  }

  @Test
  void aShutdownAfterTheEndIsDone() {
    rooms.rooms().close();

    assertThat(shutdown(WINDOW, WINDOW)).isCompleted();
    assertThat(drained).isEmpty();
  }

  @Test
  void durationsAreNotNegative() {
    Duration negative = Duration.ofMillis(-1);

    assertThatThrownBy(() -> shutdown(negative, WINDOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shutdown(WINDOW, negative))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRoomThatIsLeftDuringALongWindowKeepsItsPast() {
    rooms.join("attic", "ann").ask(new Say("kept"));
    rooms.join("lobby", "bob");
    rooms.join("lobby", "cid");

    shutdown(Duration.ofMinutes(10), WINDOW);
    rooms.advance(Duration.ofMinutes(10));

    assertThat(store.has(TestRooms.id("attic"))).isTrue();
    assertThat(store.has(TestRooms.id("lobby"))).isTrue();
  }

  /**
   * 5,000 clients in 50 rooms leave within 10 s and come back to the next server, as the browser
   * client does: after the time that they were told, and some jitter. The steady rate is 500 a
   * second.
   */
  @Test
  void fiveThousandComeBackAtThePaceAtWhichTheyLeftAndChatIsWhole() {
    List<Visitor> visitors = visitors();
    Map<String, List<String>> said = new HashMap<>();
    rooms.rooms().shutdown(WINDOW, WINDOW.plusSeconds(5));
    Random random = new Random(11);
    for (Duration now = Duration.ZERO; now.compareTo(WINDOW) <= 0; now = now.plus(STEP)) {
      for (Visitor visitor : visitors) {
        if (visitor.back == null && !visitor.client.isOpen()) {
          visitor.left = now;
          visitor.back = now.plus(wait(visitor.client.closedWith(), random));
        }
      }
      if (now.toMillis() % 1_000 == 0) {
        oneOfEachRoom(visitors).forEach(visitor -> visitor.say(said));
      }
      rooms.advance(STEP);
    }

    assertThat(visitors).allSatisfy(visitor -> assertThat(visitor.back).isNotNull());
    assertThat(drained).hasSize(1);
    assertThat(mostWithinASecond(visitors.stream().map(visitor -> visitor.left)))
        .isLessThanOrEqualTo(2 * 500);
    assertThat(mostWithinASecond(visitors.stream().map(visitor -> visitor.back)))
        .isLessThanOrEqualTo(2 * 500);
    assertThat(said).hasSizeGreaterThan(40);
    try (TestRooms next = TestRooms.with(time -> builder()).seeded(2)) {
      visitors.sort(Comparator.comparing(visitor -> visitor.back));
      for (Visitor visitor : visitors) {
        assertThat(visitor.heardAgain(next)).isEqualTo(said.getOrDefault(visitor.room, List.of()));
      }
    }
  }

  private static Collection<Visitor> oneOfEachRoom(List<Visitor> visitors) {
    return visitors.stream()
        .filter(visitor -> visitor.back == null)
        .collect(Collectors.toMap(visitor -> visitor.room, visitor -> visitor, (a, b) -> a))
        .values();
  }

  private List<Visitor> visitors() {
    return IntStream.range(0, 5_000)
        .mapToObj(n -> new Visitor("room " + n % 50, "user " + n, rooms))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** How long the browser client waits (connection.js). */
  private static Duration wait(CloseReason reason, Random random) {
    long told = reason.retryAfter().orElseThrow().toMillis();
    return Duration.ofMillis(told + (long) (random.nextDouble() * (500 + told / 10.0)));
  }

  private static long mostWithinASecond(Stream<Duration> instants) {
    return instants
        .collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()))
        .values()
        .stream()
        .max(Long::compare)
        .orElseThrow();
  }

  /** A client, and when it left and comes back. */
  private static final class Visitor {
    final String room;
    final String user;
    final TestClient client;
    Duration left;
    Duration back;

    Visitor(String room, String user, TestRooms rooms) {
      this.room = room;
      this.user = user;
      client = rooms.join(room, user);
    }

    void say(Map<String, List<String>> said) {
      List<String> inRoom = said.computeIfAbsent(room, key -> new ArrayList<>());
      inRoom.add(room + " " + inRoom.size());
      client.ask(new Say(inRoom.get(inRoom.size() - 1)));
    }

    /** What it has heard in its room before and after the restart. */
    List<String> heardAgain(TestRooms next) {
      TestClient again = next.arrival(room, user).resuming(client.position()).join();
      assertThat(again.hello().recovered()).isTrue();
      return Stream.concat(client.heard(Said.class).stream(), again.heard(Said.class).stream())
          .map(Said::text)
          .toList();
    }
  }
}
