package dev.rtcrooms.javaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.client.DisconnectedException;
import dev.rtcrooms.client.Reply;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.client.State;
import dev.rtcrooms.client.StateChange;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.machine.SharedRedis;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.netty.NettyTransport;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.FaultyNetwork;
import dev.rtcrooms.transport.Handshake;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Java client against a real server, through a proxy that cuts connections; and against two,
 * where the proxy is in front of the one that is not the home of the room.
 */
@ParameterizedClass(name = "{0} nodes")
@ValueSource(ints = {1, 2})
class RoomClientTest {

  @RegisterExtension static final SharedRedis redis = new SharedRedis();

  private static final long PATIENCE_SECONDS = 60;
  private static final Duration SOON = Duration.ofMillis(50);

  /** A command with data in its reply. */
  record Twice(int number) implements CustomCommand {
    static final MessageType<Twice> TYPE =
        MessageType.of("twice", Twice.class).withReply(Doubled.class);

    record Doubled(int number) {}
  }

  private static final class Doubler implements Feature {

    Doubler(Room room) {}

    @Override
    public Result handle(Client client, Command command) {
      return command instanceof Twice twice
          ? Result.reply(new Twice.Doubled(2 * twice.number()))
          : Result.UNHANDLED;
    }
  }

  private final List<RoomClient> clients = new ArrayList<>();
  private final BlockingQueue<StateChange> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<Said> heard = new LinkedBlockingQueue<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<Rooms> nodes = new ArrayList<>();
  private final List<NettyTransport> servers = new ArrayList<>();
  private final UUID cluster = UUID.randomUUID();
  private final int count;
  private FaultyNetwork proxy;

  /** The home. */
  private Rooms rooms;

  private NettyTransport server;
  private Room room;

  RoomClientTest(int nodes) {
    count = nodes;
  }

  /** The usual heartbeat: a client leaves a server that was silent for half a minute. */
  @BeforeEach
  void start() throws Exception {
    start(Duration.ofSeconds(25));
  }

  private void start(Duration heartbeat) throws Exception {
    for (int n = 0; n < count; n++) {
      RoomsBuilder builder =
          RtcRooms.builder()
              .secret("a secret of the tests")
              .limits(Limits.builder().forLoadTests().build())
              .heartbeat(heartbeat, Duration.ofSeconds(20))
              .authenticator(this::login)
              .admission(
                  (user, id, role) ->
                      CompletableFuture.completedStage(
                          Grants.of(Grants.JOIN, Grants.CHAT)
                              .until(Instant.now().plus(Duration.ofHours(1)))))
              .createOnJoin(false)
              .feature(Chat::new)
              .feature(Doubler::new, Twice.TYPE);
      Rooms node = (count == 1 ? builder : redis.join(builder, cluster)).build();
      nodes.add(node);
      servers.add(NettyTransport.builder(RoomRoutes.of(node)).host("127.0.0.1").port(0).start());
    }
    rooms = nodes.get(0);
    server = servers.get(0);
    proxy = new FaultyNetwork(servers.get(count - 1).port());
    room = rooms.open(UUID.randomUUID()).toCompletableFuture().join();
  }

  @AfterEach
  void stop() throws Exception {
    clients.forEach(RoomClient::close);
    proxy.close();
    servers.forEach(NettyTransport::close);
    nodes.forEach(Rooms::close);
    servers.clear();
    nodes.clear();
  }

  private User login(Handshake handshake) {
    handshake.bearer().ifPresent(tokens::add);
    if (handshake.bearer().filter("wrong"::equals).isPresent()) {
      throw new RefusalException(Refusal.UNAUTHENTICATED, "wrong token");
    }
    return Authenticator.guests().authenticate(handshake);
  }

  @Test
  void aMessageReachesTheOthersAndItsAnswerHasItsNumber() throws Exception {
    RoomClient ann = join("Ann");
    join("Bob");

    Reply reply = ann.say("hi").get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(reply.recorded()).hasValue(1);
    assertThat(nextSaid().text()).isEqualTo("hi");
    assertThat(ann.state()).isEqualTo(State.OPEN);
  }

  @Test
  void whatIsSaidDuringAnOutageIsSaidOnceAndNothingIsMissed() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger hellos = new AtomicInteger();
    RoomClient ann =
        connect(
            link()
                .name("Ann")
                .on(Said.class, (said, number) -> seen.add(number + ":" + said.text()))
                .on(
                    Hello.class,
                    (hello, number) -> {
                      if (hellos.incrementAndGet() > 1) {
                        assertThat(hello.recovered()).isTrue();
                        seen.add("recovered");
                      }
                    }));
    RoomClient bob = join("Bob", server.port());
    ann.say("before").get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    proxy.suffer(new Fault.CutAt(0));
    until(State.RECONNECTING);
    bob.say("missed").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    List<CompletableFuture<Reply>> replies =
        IntStream.range(0, 200).mapToObj(n -> ann.say("said " + n)).toList();
    proxy.heal();
    CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    bob.say("after").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    await()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(seen).hasSize(204));

    List<String> expected = new ArrayList<>(List.of("1:before", "recovered", "2:missed"));
    IntStream.range(0, 200).forEach(n -> expected.add((n + 3) + ":said " + n));
    expected.add("203:after");
    assertThat(seen).containsExactlyElementsOf(expected);
  }

  @Test
  void aLaterProcessGoesOnWhereAFormerOneEnded() throws Exception {
    String key = "the-key-of-a-bot-0001";
    RoomClient former = connect(link().name("Bot").session(key));
    Hello first = former.opened().join();
    long last = former.say("1").get(PATIENCE_SECONDS, TimeUnit.SECONDS).recorded().orElseThrow();
    former.close();
    join("Ann").say("2").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    heard.clear();

    RoomClient later =
        connect(
            link()
                .session(key)
                .resuming(new Position(first.position().epoch(), last))
                .on(Said.class, (said, number) -> heard.add(said)));

    assertThat(later.opened().join().recovered()).isTrue();
    assertThat(nextSaid().text()).isEqualTo("2");
  }

  @Test
  void aSilentServerIsLeft() throws Exception {
    stop();
    start(Duration.ofSeconds(1));
    RoomClient ann = join("Ann");

    proxy.suffer(new Fault.Vanish());
    StateChange change = until(State.RECONNECTING);
    proxy.heal();

    assertThat(change.reason()).hasValue(CloseReason.NO_HEARTBEAT);
    until(State.OPEN);
    ann.say("back").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aRefusalIsAnExceptionWithItsCode() {
    RoomClient ann = join("Ann");

    assertThatThrownBy(() -> ann.say(" ").get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            RefusalException.class,
            e -> assertThat(e.refusal().code()).isEqualTo(Refusal.BAD_FIELD));
    assertThatThrownBy(() -> ann.say("x".repeat(100_000)).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }

  @Test
  void commandsOfTheHostHaveRepliesWithData() throws Exception {
    RoomClient ann = connect(link().types(Twice.TYPE));

    Reply reply = ann.send(new Twice(21)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(reply.data(Twice.Doubled.class).number()).isEqualTo(42);
    assertThatThrownBy(() -> join("Bob").send(new Twice(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining("No type declares");
  }

  @Test
  void aClientThatIsRemovedStaysAway() throws Exception {
    RoomClient ann = join("Ann");
    String user = ann.opened().join().member().user().id();

    rooms.disconnect(user, CloseReason.REMOVED);

    assertThat(ann.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(CloseReason.REMOVED);
    assertThat(ann.state()).isEqualTo(State.CLOSED);
    assertThatThrownBy(() -> ann.say("hi").get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            DisconnectedException.class,
            e -> assertThat(e.reason()).isEqualTo(CloseReason.REMOVED));
  }

  @Test
  void aServerThatIsRestartedIsLeftAloneForAsLongAsItSays() throws Exception {
    RoomClient ann = join("Ann");
    CloseReason restart = CloseReason.SHUTTING_DOWN.withRetryAfter(Duration.ofMillis(300));

    rooms.disconnect(ann.opened().join().member().user().id(), restart);

    StateChange change = until(State.RECONNECTING);
    assertThat(change.reason()).hasValue(restart);
    assertThat(change.retryIn().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    until(State.OPEN);
  }

  @Test
  void eachAttemptHasAFreshToken() throws Exception {
    AtomicInteger count = new AtomicInteger();
    connect(
        link().token(() -> CompletableFuture.completedStage("token-" + count.incrementAndGet())));

    proxy.suffer(new Fault.CutAt(0));
    until(State.RECONNECTING);
    proxy.heal();
    until(State.OPEN);

    assertThat(tokens).contains("token-1", "token-" + count.get());
    assertThat(count).hasValueGreaterThan(1);
  }

  @Test
  void grantsAreRenewedBeforeTheyExpire() throws Exception {
    assumeTrue(count == 1, "those of a client of another node are not");
    AtomicInteger count = new AtomicInteger();
    connect(
        link().token(() -> CompletableFuture.completedStage("token-" + count.incrementAndGet())));

    Expiring soon = new Expiring(Instant.now().plusSeconds(60));
    room.execute(() -> room.hub().clients().forEach(client -> room.hub().send(client, soon)));

    await()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(tokens).contains("token-2"));
  }

  @Test
  void aWrongLinkOrTokenIsFinal() throws Exception {
    RoomClient lost = client(RoomClient.builder(http("/room/nowhere")));
    RoomClient nothing = client(RoomClient.builder(URI.create("example.com/room/x")));
    RoomClient elsewhere = client(RoomClient.builder(http("/elsewhere")));
    RoomClient socket =
        client(RoomClient.builder(URI.create("ws://127.0.0.1:" + proxy.port() + "/elsewhere")));

    for (RoomClient client : List.of(lost, nothing, elsewhere, socket)) {
      assertThat(client.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS).code())
          .isIn(CloseReason.NO_SUCH_ROOM.code(), CloseReason.NOT_ALLOWED.code());
      assertThat(client.opened()).isCompletedExceptionally();
    }
  }

  @Test
  void aWrongTokenIsAskedForAgain() {
    AtomicInteger count = new AtomicInteger();
    connect(
        link()
            .token(
                () ->
                    CompletableFuture.completedStage(
                        count.incrementAndGet() < 3 ? "wrong" : "right")));

    assertThat(tokens).contains("wrong", "right");
  }

  @Test
  void leavingSendsWhatWasSaidBefore() {
    RoomClient ann = join("Ann");
    join("Bob");

    ann.say("bye");
    ann.close();

    assertThat(nextSaid().text()).isEqualTo("bye");
    assertThat(ann.closed().join()).isEqualTo(CloseReason.LEFT);
  }

  @Test
  void aHandlerThatFailsDisturbsNothing() throws Exception {
    RoomClient ann =
        connect(
            link()
                .on(
                    Said.class,
                    (said, number) -> {
                      throw new IllegalStateException("broken");
                    }));

    ann.say("one").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ann.say("two").get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(ann.state()).isEqualTo(State.OPEN);
  }

  private RoomClient join(String name) {
    return join(name, proxy.port());
  }

  private RoomClient join(String name, int port) {
    RoomClient client =
        client(
            RoomClient.builder(URI.create("http://127.0.0.1:" + port + "/room/" + room.id()))
                .name(name)
                .backoff(SOON, SOON)
                .on(Said.class, (said, number) -> heard.add(said))
                .onState(port == proxy.port() ? states::add : change -> {}));
    client.opened().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return client;
  }

  private RoomClientBuilder link() {
    return RoomClient.builder(http("/room/" + room.id())).backoff(SOON, SOON).onState(states::add);
  }

  private URI http(String path) {
    return URI.create("http://127.0.0.1:" + proxy.port() + path);
  }

  private RoomClient connect(RoomClientBuilder builder) {
    RoomClient client = client(builder);
    client.opened().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return client;
  }

  private RoomClient client(RoomClientBuilder builder) {
    RoomClient client = builder.build();
    clients.add(client);
    client.connect();
    return client;
  }

  private Said nextSaid() {
    try {
      Said said = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(said).as("a message in time").isNotNull();
      return said;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Drops the changes before. */
  private StateChange until(State state) throws InterruptedException {
    StateChange change;
    do {
      change = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(change).as("a change to %s in time", state).isNotNull();
    } while (change.state() != state || (state == State.RECONNECTING && change.reason().isEmpty()));
    return change;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aRoomThatEndedIsFinalForAClientThatWasThere() throws Exception {
    RoomClient ann = join("Ann");

    room.close(CloseReason.SHUTTING_DOWN); // which tells it to come back
    assertThat(ann.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(CloseReason.NO_SUCH_ROOM);
  }

  @Test
  void aTokenFunctionThatThrowsIsAskedAgain() {
    AtomicInteger count = new AtomicInteger();
    connect(
        link()
            .token(
                () -> {
                  if (count.incrementAndGet() < 3) {
                    throw new IllegalStateException("no token yet");
                  }
                  return CompletableFuture.completedStage("right");
                }));

    assertThat(tokens).contains("right");
  }

  @Test
  void aBuilderMayBeUsedForSeveralClients() {
    RoomClientBuilder builder = link();
    RoomClient ann = connect(builder.name("Ann"));
    RoomClient bob = connect(builder.name("Bob"));

    assertThat(List.of(ann, bob))
        .extracting(client -> client.opened().join().member().user().name())
        .containsExactly("Ann", "Bob");
  }
}
