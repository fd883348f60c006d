package dev.rtcrooms.javaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.client.ServerUnderTest;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.chat.ChatOptions;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test kit at a real server: what differs from rooms in memory. */
class ServerUnderTestTest {

  private final AtomicInteger logins = new AtomicInteger();
  private Rooms served;
  private NettyTransport server;
  private TestRooms rooms;

  private record Unknown(String text) implements CustomCommand {}

  @BeforeEach
  void start() {
    start(Limits.builder().forLoadTests().build());
  }

  private void start(Limits limits) {
    served =
        RtcRooms.builder()
            .limits(limits)
            .authenticator(this::login)
            .feature(Chat.with(ChatOptions::heardByWatchers))
            .build();
    server = NettyTransport.builder(RoomRoutes.of(served)).host("127.0.0.1").port(0).start();
    rooms = TestRooms.at(server());
  }

  /** Who has a token has the name in it. */
  private User login(Handshake handshake) {
    logins.incrementAndGet();
    String name = handshake.bearer().or(handshake::name).orElse("a page");
    if (name.equals("nobody")) {
      throw new RefusalException(Refusal.UNAUTHENTICATED, "no login");
    }
    return User.of(name);
  }

  private ServerUnderTest server() {
    return ServerUnderTest.at(() -> URI.create("http://localhost:" + server.port()));
  }

  @AfterEach
  void stop() {
    rooms.close();
    server.close();
    served.close();
  }

  @Test
  void timeCannotBeAdvanced() {
    assertThatThrownBy(() -> rooms.advance(Duration.ofSeconds(1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("let time pass");
    assertThatThrownBy(() -> rooms.time()).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rooms.executor()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aServerInAnotherProcessShowsNoRooms() {
    assertThatThrownBy(() -> rooms.rooms())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("show its rooms");
  }

  @Test
  void whatOnlyMemoryCanDoIsRefused() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThatThrownBy(() -> ann.suffer(new Fault.FailingWrites(new IOException("reset"))))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(ann::ignorePings).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rooms.arrival("lobby", "bob").attribute("a", "b").join())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rooms.arrival("lobby", "bob").parameter("a", "b").join())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aNameMeansAnotherRoomInEachTestAndAnIdTheSame() {
    String id = UUID.randomUUID().toString();
    rooms.join("lobby", "ann").ask(new Say("in the lobby"));
    rooms.join(id, "ann").ask(new Say("in the room"));
    rooms.close();

    assertThat(rooms.join("lobby", "bob").heard().toString()).doesNotContain("in the lobby");
    assertThat(rooms.join(id, "bob").heard().toString()).contains("in the room");
  }

  @Test
  void aPageTellsWhereToWatch() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient watcher = rooms.watch("lobby", "wim");

    ann.ask(new Say("hi"));

    assertThat(watcher.next(Said.class).text()).isEqualTo("hi");
    assertThat(watcher.hello().grants().allows(Grants.CHAT)).isFalse();
  }

  @Test
  void usersLogInAsTheTestSays() {
    TestRooms byToken =
        TestRooms.at(
            server()
                .login(
                    (user, client) ->
                        client.token(() -> CompletableFuture.completedStage("token-of-" + user))));
    assertThat(byToken.join("lobby", "ann").member().user()).isEqualTo(User.of("token-of-ann"));
    assertThat(byToken.arrival("lobby", "guest").asGuest().join().member().user())
        .isEqualTo(User.of("guest"));
    byToken.close();

    assertThat(rooms.arrival("lobby", "ann").bearer("t").join().member().user())
        .isEqualTo(User.of("t"));
    assertThat(
            rooms
                .arrival("lobby", "ann")
                .header("Authorization", "Bearer header")
                .join()
                .member()
                .user())
        .isEqualTo(User.of("header"));
  }

  @Test
  void whoAsksWhereToWatchIsWhoWatches() {
    TestRooms strangers =
        TestRooms.at(
            server()
                .login(
                    (user, client) ->
                        client.token(() -> CompletableFuture.completedStage("nobody"))));

    assertThat(strangers.arrival("lobby", "guest").asGuest().watch().member().user())
        .isEqualTo(User.of("guest"));
    assertThat(strangers.arrival("lobby", "ann").bearer("t").watch().member().user())
        .isEqualTo(User.of("t"));
    assertThatThrownBy(() -> strangers.watch("lobby", "ann"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ann asked for the stream link, and was answered HTTP status 401");
    strangers.close();
  }

  @Test
  void whoIsRefusedHearsWhy() {
    TestClient nobody = rooms.join("lobby", "nobody");

    assertThat(nobody.closedWith().code()).isEqualTo(CloseReason.UNAUTHENTICATED.code());
    assertThatThrownBy(nobody::hello).hasMessageContaining("nobody heard no Hello; closed with");
  }

  @Test
  void aFailureShowsWhatWasSaidAndHeard() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Say("hi"));
    rooms.settle();
    served.close();
    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.SHUTTING_DOWN.code());

    assertThatThrownBy(() -> ann.next(Published.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ann heard no Published; closed with")
        .hasMessageContaining("bob sent Say")
        .hasMessageContaining("ann heard Said");
  }

  @Test
  void anUndeclaredCommandFailsAtOnceAndAtTheEnd() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThatThrownBy(() -> ann.ask(new Unknown("x"))).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> rooms.close()).hasMessageContaining("No type declares");
  }

  @Test
  void faultsAreThoseOfTheNetwork() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.stall();
    ann.ask(new Say("hi"));
    bob.hearsNo(Said.class); // stalled clients are not waited for
    bob.resume();
    assertThat(bob.next(Said.class).text()).isEqualTo("hi");

    bob.suffer(new Fault.CutAt(0));
    assertThat(bob.closedWith()).isEqualTo(CloseReason.LOST);
    TestClient again = bob.rejoin();
    assertThat(again.hello().recovered()).isTrue();
    again.vanish();
    assertThatThrownBy(() -> again.send(new Say("hi"))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aConnectionThatIsCutBeforeTheHelloIsNotMadeAgain() {
    TestClient ann = rooms.arrival("lobby", "ann").suffering(new Fault.CutAt(0)).join();
    assertThat(ann.closedWith()).isEqualTo(CloseReason.LOST);
    int before = logins.get();
    TestClient bob = rooms.arrival("lobby", "bob").suffering(new Fault.CutAt(300)).join();

    assertThat(bob.closedWith()).isEqualTo(CloseReason.LOST);
    assertThat(logins.get() - before).isEqualTo(2); // for the room link, and for the WebSocket
  }

  @Test
  void commandsWithAnIdOfTheirOwnAreSentAtOnceToo() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    IntStream.range(0, 200).forEach(i -> ann.send(new Say("m" + i, "x")));

    assertThat(bob.drain(Said.class)).hasSize(200);
  }

  @Test
  void aRateLimitIsARefusalAlsoOfThose() {
    stop();
    start(Limits.builder().commandsPerSecond(1).commandBurst(8).build());
    TestClient ann = rooms.join("lobby", "ann");
    IntStream.range(0, 16).forEach(i -> ann.send(new Say("m" + i, "x"), "ref"));

    assertThat(ann.next(Refused.class).refusal().code()).isEqualTo(Refusal.RATE_LIMITED);
  }

  @Test
  void answersAreFoundByTheirRef() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("1"), "first");
    ann.send(new Say("2"), "second");

    assertThat(ann.answers("second")).hasOnlyElementsOfType(Replied.class).hasSize(1);
    assertThat(ann.answers("first")).hasSize(1);
    assertThat(ann.next(Said.class, said -> said.text().equals("2")).text()).isEqualTo("2");
    ann.hearsNo(Said.class);
  }

  @Test
  void aServerElsewhereIsRefused() {
    String[] addresses = {
      "https://localhost", "http://192.0.2.1", "http://127.0.0.2", "http://[::1]", "mailto:ann"
    };
    for (String address : addresses) {
      TestRooms elsewhere = TestRooms.at(ServerUnderTest.at(() -> URI.create(address)));
      assertThatThrownBy(() -> elsewhere.join("lobby", "ann"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("of this machine");
    }
  }
}
