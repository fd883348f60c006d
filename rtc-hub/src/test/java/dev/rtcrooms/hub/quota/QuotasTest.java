package dev.rtcrooms.hub.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuotasTest {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .limits(
                  Limits.builder()
                      .perUser(new Quota(20, 5, 10, 11))
                      .perAddress(new Quota(25, 8, 12, UNLIMITED))
                      .build()));

  private TestClient join(String user, String address) {
    return rooms.arrival("lobby", user).attribute(Handshake.REMOTE_ADDRESS, address).join();
  }

  private List<TestClient> joinSlowly(int count, String user, String address) {
    List<TestClient> joined = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      joined.add(join(user, address));
      rooms.advance(Duration.ofMillis(250));
    }
    return joined;
  }

  private long open(List<TestClient> clients) {
    return clients.stream().filter(TestClient::isOpen).count();
  }

  @Test
  void aUserHasOnlySoManyConnectionsAndOneThatEndsMakesRoom() {
    List<TestClient> clients = joinSlowly(21, "ann", "192.0.2.1");
    assertThat(open(clients)).isEqualTo(20);
    assertThat(clients.get(20).closedWith()).isEqualTo(CloseReason.TOO_MANY_CONNECTIONS);
    assertThat(CloseReason.TOO_MANY_CONNECTIONS.shouldReconnect()).isTrue();

    clients.get(0).leave();
    clients.get(1).crash();
    rooms.advance(Duration.ofSeconds(1));

    assertThat(open(joinSlowly(3, "ann", "192.0.2.2"))).isEqualTo(2);
    assertThat(join("bob", "192.0.2.2").isOpen()).isTrue();
  }

  @Test
  void anAddressHasOnlySoManyConnectionsWhoeverItsUsersAre() {
    List<TestClient> clients = new ArrayList<>();
    for (int n = 0; n < 26; n++) {
      clients.add(join("user-" + n, "192.0.2.1"));
      rooms.advance(Duration.ofMillis(250));
    }

    assertThat(open(clients)).isEqualTo(25);
    assertThat(join("eve", "192.0.2.2").isOpen()).isTrue();
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    for (int n = 0; n < 8; n++) {
      join("user-" + n, "2001:db8:1:2::" + n);
    }

    assertThat(join("ann", "2001:db8:1:2:ffff::1").closedWith())
        .isEqualTo(CloseReason.TOO_MANY_JOINS);
    assertThat(join("ann", "2001:db8:1:3::1").isOpen()).isTrue();
  }

  @Test
  void aUserJoinsOnlySoOftenInASecond() {
    for (int n = 0; n < 5; n++) {
      join("ann", "192.0.2." + n).leave();
    }
    assertThat(join("ann", "192.0.2.9").closedWith()).isEqualTo(CloseReason.TOO_MANY_JOINS);
    assertThat(CloseReason.TOO_MANY_JOINS.shouldReconnect()).isTrue();
    rooms.advance(Duration.ofMillis(999));
    assertThat(join("ann", "192.0.2.9").isOpen()).isFalse();

    rooms.advance(Duration.ofMillis(1));

    assertThat(join("ann", "192.0.2.9").isOpen()).isTrue();
  }

  /** Or a flood of refused attempts would keep an honest client out for ever. */
  @Test
  void whatIsRefusedDoesNotCount() {
    for (int n = 0; n < 100; n++) {
      join("ann", "192.0.2.1");
    }
    rooms.advance(Duration.ofSeconds(1));

    assertThat(join("ann", "192.0.2.1").isOpen()).isTrue();
  }

  @Test
  void anUnknownAddressHasNoQuota() {
    List<TestClient> clients = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      clients.add(rooms.join("lobby", "user-" + n));
    }

    assertThat(open(clients)).isEqualTo(60);
  }

  @Test
  void aUserOpensOnlySoManyRoomsInAMinuteByJoining() {
    List<TestClient> clients = new ArrayList<>();
    for (int n = 0; n < 11; n++) {
      clients.add(rooms.join("room-" + n, "ann"));
      rooms.advance(Duration.ofSeconds(1));
    }
    assertThat(clients.get(9).isOpen()).isTrue();
    assertThat(clients.get(10).closedWith()).isEqualTo(CloseReason.TOO_MANY_ROOMS);
    TestClient again = rooms.join("room-0", "ann");
    assertThat(again.isOpen()).as("a room that is open").isTrue();
    assertThat(rooms.rooms().all()).hasSize(10);
    rooms.advance(Duration.ofMinutes(1));

    assertThat(rooms.join("room-10", "ann").isOpen()).isTrue();
    assertThat(rooms.join("room-11", "ann").closedWith())
        .as("eleven are open")
        .isEqualTo(CloseReason.TOO_MANY_ROOMS);
    clients.get(0).leave();
    again.leave();
    rooms.advance(Duration.ofMinutes(2));
    assertThat(rooms.join("room-11", "ann").isOpen()).isTrue();
  }

  @Test
  void aVisitOpensRoomsWithinTheSameQuota() {
    Rooms open = rooms.rooms();
    for (int n = 0; n < 10; n++) {
      visitAndOpen(open);
      rooms.advance(Duration.ofSeconds(2));
    }

    assertThatThrownBy(() -> visitAndOpen(open))
        .isInstanceOfSatisfying(
            RefusalException.class,
            e -> {
              assertThat(e.refusal().code()).isEqualTo(Refusal.TOO_MANY_NEW_ROOMS);
              assertThat(e.refusal().retryAfter()).contains(Duration.ofSeconds(40));
            });
    open.create(); // the host's own rooms do not count
  }

  private void visitAndOpen(Rooms open) {
    Handshake handshake =
        Handshake.of(Role.PARTICIPANT, UUID.randomUUID().toString())
            .withPrincipal(() -> "ann")
            .withRemoteAddress("192.0.2.1");
    var visit = open.visit(handshake).toCompletableFuture();
    rooms.settle();
    Visit decided = visit.join();
    open.getOrCreate(decided, handshake);
    open.getOrCreate(decided, handshake); // is open, and counts once
    rooms.settle();
  }

  @Test
  void theHostNamesTheHeaderThatItsProxiesSet() {
    try (TestRooms behind =
        TestRooms.with(
            Echo.builder()
                .clientAddress(handshake -> handshake.forwardedFor(2))
                .limits(Limits.builder().perAddress(new Quota(1, 5, 10, 100)).build()))) {
      String forged = "203.0.113.7, 198.51.100.1, 10.0.0.1";
      TestClient ann = behind.arrival("lobby", "ann").header("X-Forwarded-For", forged).join();
      String other = "203.0.113.8, 198.51.100.1, 10.0.0.2";

      assertThat(ann.isOpen()).isTrue();
      assertThat(behind.arrival("lobby", "bob").header("X-Forwarded-For", other).join().isOpen())
          .as("the same client with a header of its own")
          .isFalse();
    }
  }
}
