package dev.rtcrooms.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Encoders and players that ask a node whose rooms are at another. */
class WhipNodesTest {

  private static final String LOBBY = "/whip/" + TestRooms.id("lobby");

  private final List<LoopbackSfu> sfus = new ArrayList<>();
  private final Map<Integer, RoomRoutes> routes = new HashMap<>();
  private final List<RefusedEntry> refused = new ArrayList<>();

  @RegisterExtension
  final TestNodes nodes =
      TestNodes.of(2, this::builder, JsonCodec::new).addressed(WhipNodesTest::address);

  private static URI address(int node) {
    return URI.create("https://app.example/node" + node + "/");
  }

  private RoomsBuilder builder() {
    LoopbackSfu sfu = new LoopbackSfu();
    sfus.add(sfu);
    return RtcRooms.builder()
        .authenticator(WhipNodesTest::login)
        .listener(
            new RoomListener() {
              @Override
              public void refused(RefusedEntry entry) {
                refused.add(entry);
              }
            })
        .feature(Streams.sfu(IceServers.none(), sfu.sfu()));
  }

  private static User login(Handshake handshake) {
    if (handshake.principal() != null) {
      return User.of(handshake.principal().getName(), handshake.principal().getName());
    }
    return handshake
        .bearer()
        .filter("secret-token"::equals)
        .map(token -> User.of("obs", handshake.name().orElse("Studio")))
        .orElseThrow(() -> new RefusalException(Refusal.UNAUTHENTICATED, "Log in first"));
  }

  @AfterEach
  void close() {
    sfus.forEach(LoopbackSfu::close);
  }

  private HttpClients strangers(int node, Runnable work) {
    return new HttpClients(work, routes.computeIfAbsent(node, this::routes));
  }

  private RoomRoutes routes(int node) {
    WhipRoutes whip = WhipRoutes.of(nodes.rooms(node), sfus.get(node).sfu()).withWhep();
    return RoomRoutes.of(nodes.rooms(node), options -> options.add(whip));
  }

  private HttpClients http(int node, Runnable work) {
    return strangers(node, work).with("Authorization", "Bearer secret-token");
  }

  private HttpClients http(int node) {
    return http(node, nodes::settle);
  }

  private String offer(int node) throws IOException {
    return BrowserSdp.offer("obs1", sfus.get(node).socket().fingerprint(), 1000);
  }

  private RoomResponse publish(int node, String address) throws IOException {
    return http(node).post(address, offer(node));
  }

  /** What an encoder asks the node next to which it is sent, without the path of the node. */
  private static String below(int node, RoomResponse redirect) {
    String location = HttpClients.location(redirect);
    assertThat(location).startsWith("https://app.example/node" + node + "/whip/");
    return location.substring("https://app.example/node0".length());
  }

  private static String code(RoomResponse response) {
    return HttpClients.body(response).replaceAll(".*\"code\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void anEncoderIsSentToTheNodeThatHasTheRoom() throws Exception {
    TestClient bob = nodes.join(0, "lobby", "bob");
    RoomResponse redirect = publish(1, LOBBY + "?name=Camera%201%26&x=y%20z");
    assertThat(redirect.status()).isEqualTo(307);
    assertThat(HttpClients.location(redirect))
        .isEqualTo("https://app.example/node0" + LOBBY + "?name=Camera+1%26&x=y+z&redirected=1");
    assertThat(redirect.headers().get("Access-Control-Expose-Headers")).contains("Location");
    assertThat(refused).isEmpty();

    HttpClients home = http(0);
    RoomResponse created = home.post(below(0, redirect), offer(0));
    assertThat(created.status()).isEqualTo(201);
    assertThat(bob.next(Published.class).member().user().name()).isEqualTo("Camera 1&");
    String session = below(0, created);
    assertThat(session).startsWith(LOBBY + "/").doesNotContain("?");
    assertThat(http(1).ask("DELETE", session).status()).isEqualTo(404);
    assertThat(home.ask("DELETE", session).status()).isEqualTo(200);
  }

  @Test
  void theRoomOpensAtTheNodeThatIsAskedFirst() throws Exception {
    RoomResponse created = publish(1, LOBBY);
    assertThat(created.status()).isEqualTo(201);
    below(1, created);
    assertThat(nodes.rooms(1).find(TestRooms.id("lobby"))).isPresent();
    TestClient bob = nodes.join(0, "lobby", "bob");
    assertThat(bob.isOpen()).isTrue();
    assertThat(publish(0, LOBBY).status()).isEqualTo(307);
  }

  @Test
  void strangersLearnNothingOfTheHome() throws Exception {
    nodes.join(0, "lobby", "bob");
    RoomResponse response = strangers(1, nodes::settle).post(LOBBY, offer(1));
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers()).doesNotContainKey("Location");
  }

  @Test
  void anEncoderIsSentOnOnlyOnce() throws Exception {
    nodes.join(0, "lobby", "bob");
    RoomResponse response = publish(1, LOBBY + "?redirected=1");
    assertThat(response.status()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("elsewhere");
    assertThat(response.headers()).containsKey("Retry-After").doesNotContainKey("Location");
  }

  @Test
  void anEncoderIsNotSentToANodeThatIsStopping() throws Exception {
    nodes.join(0, "lobby", "bob");
    nodes.join(0, "kitchen", "cat");
    nodes.rooms(0).shutdown(Duration.ofSeconds(8));
    nodes.settle();
    String last = "/whip/" + nodes.rooms(0).all().iterator().next().id();
    RoomResponse response = publish(1, last);
    assertThat(response.status()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("shutting-down");
    assertThat(response.headers()).containsKey("Retry-After").doesNotContainKey("Location");

    nodes.advance(Duration.ofSeconds(10));
    assertThat(publish(1, last).status()).isEqualTo(201);
  }

  @Test
  void withoutAnAddressOfTheHomeAnEncoderIsToldSo() throws Exception {
    int hidden = nodes.addressed(number -> null).start();
    nodes.join(hidden, "lobby", "bob");
    RoomResponse response = publish(1, LOBBY);
    assertThat(response.status()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("elsewhere");
    assertThat(HttpClients.body(response)).contains("whose address is not set");
    RoomResponse created = publish(hidden, LOBBY);
    assertThat(created.status()).isEqualTo(201);
    assertThat(HttpClients.location(created)).startsWith("http://" + HttpClients.HOST + LOBBY);
  }

  @Test
  void anEncoderWhoseNodeCannotAskTheStorageTriesLater() throws Exception {
    nodes.join(0, "lobby", "bob");
    HttpClients asked = http(1, () -> nodes.advance(Duration.ofSeconds(1)));
    nodes.cluster().cutOff(TestNodes.name(1));
    RoomResponse response = asked.post(LOBBY, offer(1));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsKey("Retry-After");
  }

  @Test
  void aPlayerIsSentToTheHomeAndLearnsNoRoomId() throws Exception {
    nodes.join(0, "lobby", "bob");
    String stream = nodes.rooms(0).find(TestRooms.id("lobby")).orElseThrow().streamId();
    String offer = offer(1).replace("a=sendonly", "a=recvonly");
    RoomResponse redirect = http(1).post("/whep/" + stream, offer);
    assertThat(redirect.status()).isEqualTo(307);
    assertThat(HttpClients.location(redirect))
        .isEqualTo("https://app.example/node0/whep/" + stream + "?redirected=1");
  }
}
