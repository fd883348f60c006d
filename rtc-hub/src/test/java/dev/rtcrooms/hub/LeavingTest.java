package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a client goes, the others hear of it once. */
class LeavingTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(Echo.builder().feature(Presence::new).feature(Witness::new));

  /** The users of whom a client has heard that they left. */
  private static List<String> left(TestClient client) {
    return client.drain(MembersChanged.class).stream()
        .flatMap(news -> news.left().stream())
        .toList();
  }

  static Stream<Arguments> waysToGo() {
    return Stream.of(
        Arguments.of("leave", (Consumer<TestClient>) TestClient::leave),
        Arguments.of("crash", (Consumer<TestClient>) TestClient::crash),
        Arguments.of("vanish", (Consumer<TestClient>) TestClient::vanish),
        Arguments.of("stall", (Consumer<TestClient>) TestClient::stall),
        Arguments.of("hang", (Consumer<TestClient>) TestClient::ignorePings),
        Arguments.of(
            "failing writes",
            (Consumer<TestClient>)
                client -> client.suffer(new Fault.FailingWrites(new IOException("broken")))),
        Arguments.of(
            "throwing writes",
            (Consumer<TestClient>)
                client ->
                    client.suffer(new Fault.ThrowingWrites(new IllegalStateException("broken")))),
        Arguments.of(
            "leave twice",
            (Consumer<TestClient>)
                client -> {
                  client.leave();
                  client.crash();
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToGo")
  void theOthersHearOnceThatAClientIsGone(String way, Consumer<TestClient> go) {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient cid = rooms.join("lobby", "cid");
    rooms.advance(A_SECOND);

    go.accept(bob);
    ann.send(new Note("so that a broken connection is noticed"));
    rooms.advance(Duration.ofMinutes(2));

    assertThat(left(ann)).containsExactly("bob");
    assertThat(left(cid)).containsExactly("bob");
    assertThat(Witness.of(rooms, "lobby"))
        .containsExactly("joined ann", "joined bob", "joined cid", "left bob");
    assertThat(bob.isOpen()).isFalse();
  }

  @Test
  void aClientThatHasLeftIsNoLongerAmongTheClients() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob");

    ann.leave();

    assertThat(Echo.clients(rooms, "lobby")).isEqualTo(1);
  }

  @Test
  void whoSaysGoodbyeIsAnsweredInKind() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.leave();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.LEFT);
  }

  @Test
  void theHostRemovesAClientWithAWord() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    CloseReason rude = new CloseReason(4501, "mind your language");

    rooms.execute(
        "lobby",
        ann,
        client -> {
          client.room().hub().send(client, new Note("that was it"));
          client.disconnect(rude);
          client.disconnect(CloseReason.FAILED);
        });

    assertThat(ann.closedWith()).isEqualTo(rude);
    assertThat(ann.next(Note.class).text()).isEqualTo("that was it");
    rooms.advance(A_SECOND);
    assertThat(left(bob)).containsExactly("ann");
  }

  @Test
  void anyThreadMayDisconnectAClient() throws Exception {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    Client client = rooms.call("lobby", room -> room.hub().clients().iterator().next());

    Thread host = new Thread(() -> client.disconnect(CloseReason.REMOVED));
    host.start();
    host.join();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.REMOVED);
    rooms.advance(A_SECOND);
    assertThat(left(bob)).containsExactly("ann");
  }

  @Test
  void aClientThatIsUnregisteredHearsNoMoreButStaysConnected() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");

    rooms.execute(
        "lobby",
        ann,
        client -> {
          assertThat(client.room().hub().unregister(client)).isTrue();
          assertThat(client.room().hub().unregister(client)).isFalse();
          client.room().hub().send(client, new Note("unheard"));
        });
    bob.send(new Note("hi"));

    assertThat(ann.isOpen()).isTrue();
    ann.hearsNo(Note.class);
    rooms.advance(A_SECOND);
    assertThat(left(bob)).containsExactly("ann");
  }

  @Test
  void whatAClientSendsAfterItsDisconnectionIsNotCarriedOut() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms.execute("lobby", ann, client -> client.disconnect(CloseReason.REMOVED));

    ann.send(new Note("still here?"), "ref");

    bob.hearsNo(Note.class);
    assertThat(ann.answers("ref")).isEmpty();
  }

  @Test
  void clientsThatGoAtTheSameTimeAreEachHeardOnce() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient cid = rooms.join("lobby", "cid");
    rooms.advance(A_SECOND);

    rooms.execute(
        "lobby",
        room ->
            room.hub().clients().stream()
                .skip(1)
                .toList()
                .forEach(client -> client.disconnect(CloseReason.REMOVED)));

    rooms.advance(A_SECOND);
    assertThat(left(ann)).containsExactly("bob", "cid");
  }

  static Stream<Arguments> endsOfAConnection() {
    return Stream.of(
        Arguments.of("leave", (Consumer<TestClient>) TestClient::leave),
        Arguments.of("crash", (Consumer<TestClient>) TestClient::crash));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endsOfAConnection")
  void whatAClientSentBeforeItWentIsHandled(String way, Consumer<TestClient> go) {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    rooms
        .room("lobby")
        .execute(
            () -> {
              ann.send(new Note("last"));
              go.accept(ann);
            });
    rooms.settle();

    assertThat(bob.next(Note.class).text()).isEqualTo("last");
    rooms.advance(Duration.ofMinutes(1));
    assertThat(left(bob)).containsExactly("ann");
  }
}
