package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes with a handshake, and who may come, in each container. */
class HandshakeTest extends ContainerTest {

  private static final String WHO = "X-Who";

  private final Queue<Handshake> heard = new ConcurrentLinkedQueue<>();

  /** Logs in whom the container names, or else whom a header names. */
  @Override
  RoomsBuilder builder() {
    return super.builder()
        .authenticator(
            handshake -> {
              heard.add(handshake);
              return handshake.principal() == null
                  ? User.of(handshake.header(WHO).orElse("nobody"))
                  : User.of(handshake.principal());
            });
  }

  @BeforeEach
  void forget() {
    heard.clear();
  }

  @Test
  void theAuthenticatorHearsHeadersAndParameters() {
    connect(target() + "?name=%C3%84nn+%26+B&x&x=1", "Cookie", "a=b", "X-Forwarded-For", "1.2.3.4")
        .hello();

    Handshake handshake = last();
    assertThat(handshake.key()).isEqualTo(lobby().toString());
    assertThat(handshake.parameters().get("name")).containsExactly("Änn & B");
    assertThat(handshake.parameters().get("x")).containsExactly("", "1");
    assertThat(handshake.header("cookie")).contains("a=b");
    assertThat(handshake.header("x-forwarded-for")).contains("1.2.3.4");
  }

  @Test
  void theFieldsOfAHandshakeComeInTheSubprotocolList() {
    String token = "eyJhbGciOiJub25lIn0." + "x".repeat(3000) + ".a/b+c==";
    SocketClient ann =
        connect(
            target(),
            SUBPROTOCOLS,
            String.join(
                ", ",
                "rtc-rooms.v1",
                HandshakeField.SESSION.token("0123456789abcdef"),
                HandshakeField.RESUME.token("epoch:3"),
                HandshakeField.NAME.token("Änn & (B)"),
                HandshakeField.BEARER.token(token)));
    ann.hello();

    assertThat(ann.subprotocol()).isEqualTo("rtc-rooms.v1");
    assertThat(last().session()).contains("0123456789abcdef");
    assertThat(last().resume()).contains(new Position("epoch", 3));
    assertThat(last().name()).contains("Änn & (B)");
    assertThat(last().bearer()).contains(token);
  }

  @Test
  void anAuthorizationHeaderHoldsABearerTokenToo() {
    connect(target(), "Authorization", "Bearer abc.def").hello();

    assertThat(last().bearer()).contains("abc.def");
  }

  @Test
  void aMalformedFieldIsClosedWith4508() throws IOException {
    RawSocket client = raw(target(), SUBPROTOCOLS + ": rtc-rooms.v1, rtc-session.short");

    assertThat(header(client.readAnswer(), SUBPROTOCOLS)).contains("rtc-rooms.v1");
    assertThat(client.readCloseCode()).isEqualTo(4508);
    assertThat(heard).isEmpty();
  }

  @Test
  void thePrincipalReachesTheAuthenticator() {
    Assumptions.assumeTrue(container.hasLogin());
    SocketClient ann = connect(target(), LoginFilter.USER, "ann");

    assertThat(ann.hello().member().user()).isEqualTo(User.of("ann"));
  }

  @Test
  void theStreamLinkLeadsToTheSameRoom() {
    SocketClient ann = join("ann");
    String stream = rooms.find(lobby()).orElseThrow().streamId();
    Hello watcher = connect("/stream/" + stream + "/websocket").hello();

    assertThat(watcher.role()).isEqualTo(Role.WATCHER);
    assertThat(ann.drain()).isEmpty();
  }

  /** Each of many is greeted under its own name, though all shake hands at once. */
  @Test
  void handshakesAtTheSameTimeNeverMix() {
    List<SocketClient> clients =
        IntStream.range(0, 200)
            .mapToObj(i -> connect(target() + "?name=" + i, WHO, "user-" + i))
            .toList();

    for (int i = 0; i < clients.size(); i++) {
      assertThat(clients.get(i).hello().member().user()).isEqualTo(User.of("user-" + i));
    }
    heard.forEach(
        h ->
            assertThat(h.header(WHO).map(who -> who.replace("user-", "")))
                .isEqualTo(h.parameter("name")));
  }

  @Test
  void aPageOfTheSameHostMayConnect() {
    connect(target(), "Origin", "http://localhost:" + port()).hello();
  }

  @Test
  void aPageFromElsewhereIsKeptOutAndNobodyHearsOfIt() throws IOException {
    RawSocket page = raw(target(), "Origin: https://evil.example");

    assertThat(page.readStatus()).isEqualTo(101);
    assertThat(page.readCloseCode()).isEqualTo(4504);
    assertThat(heard).isEmpty();
    assertThat(rooms.find(lobby())).isEmpty();
  }

  @Test
  void ourSubprotocolIsChosenAmongOthersAndNoExtension() throws IOException {
    RawSocket client =
        raw(
            target(),
            "Sec-WebSocket-Protocol: mqtt, rtc-rooms.v1",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
    List<String> answer = client.readAnswer();

    assertThat(header(answer, "Sec-WebSocket-Protocol")).contains("rtc-rooms.v1");
    assertThat(header(answer, "Sec-WebSocket-Extensions")).isEmpty();
    client.read(RawSocket.TEXT);
  }

  @Test
  void whoOffersNoSubprotocolIsSpokenToAllTheSame() throws IOException {
    RawSocket client = raw(target());

    assertThat(header(client.readAnswer(), "Sec-WebSocket-Protocol")).isEmpty();
    client.read(RawSocket.TEXT);
  }

  @Test
  void whoOffersOtherSubprotocolsOnlyIsClosedWith4508() throws IOException {
    RawSocket client = raw(target(), "Sec-WebSocket-Protocol: mqtt");

    assertThat(header(client.readAnswer(), "Sec-WebSocket-Protocol")).isEmpty();
    assertThat(client.readCloseCode()).isEqualTo(4508);
  }

  @Test
  void aLinkThatLeadsNowhereIsClosedWith4506() throws IOException {
    for (String target : List.of("/room/lobby/websocket", "/stream/abc/websocket")) {
      RawSocket client = raw(target);
      client.readAnswer();
      assertThat(client.readCloseCode()).isEqualTo(4506);
    }
  }

  private Handshake last() {
    return heard.stream().reduce((first, second) -> second).orElseThrow();
  }

  private static Optional<String> header(List<String> answer, String name) {
    return answer.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }
}
