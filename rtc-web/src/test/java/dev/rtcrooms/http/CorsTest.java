package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who else's scripts may read the answers. */
class CorsTest {
  private static final String FRIEND = "https://app.example";

  private final Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();
  private final RoomRoutes closed = RoomRoutes.of(rooms);
  private final RoomRoutes open = RoomRoutes.of(rooms, options -> options.allowedOrigins(FRIEND));
  private final RoomRoutes trusting =
      RoomRoutes.of(rooms, options -> options.allowedOrigins(FRIEND).allowCredentials(true));
  private final String room = "/room/" + UUID.randomUUID();

  @AfterEach
  void close() {
    rooms.close();
  }

  private static RoomResponse preflight(RoomRoutes routes, String origin, String path) {
    return Asked.of(routes)
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "POST")
        .with("Access-Control-Request-Headers", "authorization,x-own")
        .ask("OPTIONS", path);
  }

  private static void assertNoCors(RoomResponse response) {
    assertThat(response.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control-"));
  }

  @Test
  void nobodyIsAllowedByDefault() {
    RoomResponse response = Asked.of(closed).with("Origin", FRIEND).get(room);

    assertThat(response.status()).isEqualTo(200);
    assertNoCors(response);
    assertNoCors(preflight(closed, FRIEND, "/room/create"));
    assertThat(response.headers()).containsEntry("Vary", "Accept");
  }

  @Test
  void aListedOriginMayRead() {
    RoomResponse response = Asked.of(open).with("Origin", FRIEND).get(room);

    assertThat(response.headers())
        .containsEntry("Access-Control-Allow-Origin", FRIEND)
        .containsEntry("Vary", "Accept, Origin")
        .doesNotContainKey("Access-Control-Allow-Credentials");
  }

  @Test
  void aListedOriginMayReadFilesRedirectsAndProblemsToo() {
    for (String path : new String[] {"/rtc-rooms/http-test.js", "/room/create", "/nowhere"}) {
      assertThat(Asked.of(open).with("Origin", FRIEND).get(path).headers())
          .as(path)
          .containsEntry("Access-Control-Allow-Origin", FRIEND);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://app.example",
        "https://app.example:8443",
        "https://app.example.evil.example",
        "https://APP.example",
        "null",
        "*",
        ""
      })
  void aForeignOriginIsToldNothing(String origin) {
    RoomResponse answer = Asked.of(trusting).with("Origin", origin).get(room);
    RoomResponse preflight = preflight(trusting, origin, "/room/create");

    assertNoCors(answer);
    assertNoCors(preflight);
    assertThat(answer.headers()).containsEntry("Vary", "Accept, Origin");
    assertThat(preflight.headers()).containsEntry("Vary", "Origin");
  }

  @Test
  void whoSaysNoOriginIsAnsweredAsMayBeCachedForAll() {
    assertThat(Asked.of(open).get("/rtc-rooms/http-test.js").headers())
        .containsEntry("Vary", "Origin");
  }

  @Test
  void aPreflightSaysWhatMayBeSent() {
    RoomResponse response = preflight(open, FRIEND, "/room/create");

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers())
        .containsEntry("Access-Control-Allow-Origin", FRIEND)
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, POST")
        .containsEntry("Access-Control-Allow-Headers", "authorization,x-own")
        .containsEntry("Access-Control-Max-Age", "600")
        .containsEntry("Vary", "Access-Control-Request-Headers, Origin")
        .doesNotContainKeys("Access-Control-Allow-Credentials", "Content-Length");
    assertThat(rooms.all()).isEmpty();
  }

  @Test
  void credentialsAreAllowedIfTheHostSaysSo() {
    for (RoomResponse response :
        new RoomResponse[] {
          preflight(trusting, FRIEND, room), Asked.of(trusting).with("Origin", FRIEND).get(room)
        }) {
      assertThat(response.headers())
          .containsEntry("Access-Control-Allow-Origin", FRIEND)
          .containsEntry("Access-Control-Allow-Credentials", "true");
    }
  }

  @Test
  void onlyNamesOfHeadersAreEchoed() {
    RoomResponse response =
        Asked.of(open)
            .with("Origin", FRIEND)
            .with("Access-Control-Request-Method", "GET")
            .with("Access-Control-Request-Headers", "x\r\nset-cookie: a=b")
            .ask("OPTIONS", room);

    assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Headers");
  }

  @Test
  void optionsThatAreNoPreflightSayWhatIsAllowed() {
    RoomResponse response = Asked.of(open).with("Origin", FRIEND).ask("OPTIONS", "/room/create");

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers())
        .containsEntry("Allow", "GET, HEAD, POST, OPTIONS")
        .doesNotContainKey("Access-Control-Allow-Methods");
  }

  @Test
  void everyOriginMayReadIfAnyIsAllowedButWithoutCredentials() {
    RoomRoutes any = RoomRoutes.of(rooms, options -> options.anyOrigin());

    assertThat(Asked.of(any).with("Origin", "https://b.example").get(room).headers())
        .containsEntry("Access-Control-Allow-Origin", "https://b.example")
        .doesNotContainKey("Access-Control-Allow-Credentials");
  }
}
