package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Handshake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the WebSockets are, and who may connect. */
class SocketRoutesTest {
  private final Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();

  @AfterEach
  void close() {
    rooms.close();
  }

  private SocketRoutes routes(Consumer<HttpOptions> options) {
    return RoomRoutes.of(rooms, options).sockets();
  }

  private Optional<CloseReason> refusal(
      Consumer<HttpOptions> options, String host, Map<String, List<String>> headers) {
    Handshake handshake =
        new Handshake(Role.PARTICIPANT, "lobby", null, headers, Map.of(), Map.of());
    return routes(options)
        .refusal(handshake, "http", Optional.of(host), new JsonCodec(rooms.messageTypes()));
  }

  private Optional<Integer> refused(Consumer<HttpOptions> options, String host, String origin) {
    return refusal(options, host, Map.of("Origin", List.of(origin))).map(CloseReason::code);
  }

  @Test
  void templateAndPathAgree() {
    SocketRoutes below = routes(options -> options.path("/meet"));

    assertThat(below.template(Role.PARTICIPANT)).isEqualTo("/meet/room/{id}/websocket");
    assertThat(below.template(Role.WATCHER)).isEqualTo("/meet/stream/{id}/websocket");
    assertThat(below.find("/meet/stream/abc/websocket"))
        .contains(new SocketPath(Role.WATCHER, "abc"));
    assertThat(below.find("/room/abc/websocket")).isEmpty();
    assertThat(below.find("/meet/room/abc")).isEmpty();
  }

  @Test
  void aMatchedPathIsReadWhereverTheApplicationIs() {
    assertThat(SocketPath.matched("/app/meet/room/abc/websocket"))
        .contains(new SocketPath(Role.PARTICIPANT, "abc"));
    assertThat(SocketPath.matched("/stream/abc/websocket"))
        .contains(new SocketPath(Role.WATCHER, "abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/room/abc", "room/abc/websocket", "/x/abc/websocket"})
  void anotherPathIsNotMatched(String path) {
    assertThat(SocketPath.matched(path)).isEmpty();
  }

  @Test
  void aForeignOriginIsClosedAsNotAllowed() {
    assertThat(refused(options -> {}, "rooms.example", "http://evil.example")).contains(4504);
    assertThat(refused(options -> {}, "rooms.example", "http://rooms.example")).isEmpty();
  }

  @Test
  void thePublicUrlMayConnectWhateverHostTheProxySends() {
    Consumer<HttpOptions> options =
        o -> o.publicUrl(java.net.URI.create("https://app.example/meet"));

    assertThat(refused(options, "127.0.0.1:8080", "https://app.example")).isEmpty();
    assertThat(refused(options, "evil.example", "http://evil.example")).contains(4504);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, true", "LOCALHOST, true", "127.0.0.1:9, true", "[::1]:1, true",
    "evil.example, false", "localhost.evil.example, false", "'', false", "a b, false"
  })
  void aPageWhoseNameWasMadeToLeadHereIsClosed(String host, boolean known) {
    Consumer<HttpOptions> options = o -> o.allowedHosts("localhost", "127.0.0.1", "[::1]");

    assertThat(refused(options, host, "http://" + host).isEmpty()).isEqualTo(known);
    assertThat(refusal(options, host, Map.of()).isEmpty()).isEqualTo(known);
  }

  @Test
  void anUnknownSubprotocolIsClosed() {
    assertThat(refusal(o -> {}, "a", Map.of("Sec-WebSocket-Protocol", List.of("mqtt"))))
        .contains(CloseReason.WRONG_PROTOCOL);
    assertThat(
            refusal(o -> {}, "a", Map.of("Sec-WebSocket-Protocol", List.of("mqtt, rtc-rooms.v1"))))
        .isEmpty();
  }

  @Test
  void aMalformedFieldIsClosedAndNamedWithoutItsValue() {
    assertThat(
            refusal(
                o -> {},
                "a",
                Map.of("Sec-WebSocket-Protocol", List.of("rtc-rooms.v1, rtc-session.tooshort"))))
        .contains(new CloseReason(4508, "malformed rtc-session"));
    assertThat(
            refusal(
                o -> {},
                "a",
                Map.of("Sec-WebSocket-Protocol", List.of("rtc-session.0123456789abcdef"))))
        .contains(CloseReason.WRONG_PROTOCOL);
  }

  @Test
  void anUnknownHostGetsNoPage() {
    RoomRoutes routes = RoomRoutes.of(rooms, o -> o.allowedHosts("rooms.example"));
    RoomResponse refused =
        Asked.forJson(routes)
            .ask(RoomRequest.of("GET", "http", "evil.example", "/rtc-rooms/http-test.js"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(Asked.body(refused)).contains("\"bad-host\"");
    assertThat(Asked.of(routes).get("/rtc-rooms/http-test.js").status()).isEqualTo(200);
  }
}
