package dev.rtcrooms.http;

import static dev.rtcrooms.http.Asked.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor gets who may enter. */
class RoomPagesTest {
  private final Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();
  private final RoomRoutes routes = RoomRoutes.of(rooms);

  @AfterEach
  void close() {
    rooms.close();
  }

  @ParameterizedTest
  @CsvSource({"POST, true", "GET, false", "HEAD, false"})
  void creatingSendsTheBrowserToANewRoomWhichAPostAloneOpens(String method, boolean opens) {
    RoomResponse response = Asked.of(routes).ask(method, "/room/create");

    assertThat(response.status()).isEqualTo(303);
    String link = response.headers().get("Location");
    assertThat(link).startsWith("http://rooms.example/room/");
    UUID id = UUID.fromString(link.substring(link.lastIndexOf('/') + 1));
    assertThat(id.version()).isEqualTo(4);
    assertThat(rooms.find(id).isPresent()).isEqualTo(opens);
    assertThat(response.headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Length", "0");
  }

  @Test
  void aParticipantGetsItsLinksAsJson() {
    Room room = rooms.create();

    RoomResponse response = Asked.forJson(routes).get("/room/" + room.id());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("Content-Type", "application/json");
    assertThat(body(response))
        .isEqualTo(
            "{\"roomLink\":\"http://rooms.example/room/%s\",".formatted(room.id())
                + "\"websocketAddress\":\"ws://rooms.example/room/%s/websocket\","
                    .formatted(room.id())
                + "\"streamLink\":\"http://rooms.example/stream/%s\",".formatted(room.streamId())
                + "\"participants\":0}");
  }

  @Test
  void aWatcherGetsNoRoomLink() {
    Room room = rooms.create();

    RoomResponse response = Asked.forJson(routes).get("/stream/" + room.streamId());

    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response))
        .isEqualTo(
            "{\"websocketAddress\":\"ws://rooms.example/stream/%s/websocket\","
                    .formatted(room.streamId())
                + "\"streamLink\":\"http://rooms.example/stream/%s\"}".formatted(room.streamId()));
  }

  @ParameterizedTest
  @ValueSource(strings = {Asked.JSON, Asked.BROWSER})
  void aWatcherIsServedTheRoomIdNowhere(String accept) {
    Room room = rooms.create();

    for (String end : List.of("", "/websocket")) {
      RoomResponse response =
          Asked.of(routes).with("Accept", accept).get("/stream/" + room.streamId() + end);
      assertThat(response.headers() + body(response))
          .doesNotContainIgnoringCase(room.id().toString());
    }
  }

  @Test
  void aBrowserGetsAPageThatCanBeNeitherCachedNorReferredFrom() {
    RoomResponse response =
        Asked.of(routes).with("Accept", Asked.BROWSER).get("/room/" + UUID.randomUUID());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Vary", "Accept")
        .containsEntry("Content-Length", String.valueOf(response.body().remaining()));
  }

  @Test
  void pagesOpenNoRoomHoweverOftenTheyAreLoaded() {
    int more = Limits.defaults().rooms() + 50;
    for (int n = 0; n < more; n++) {
      assertThat(Asked.of(routes).ask("HEAD", "/room/create").status()).isEqualTo(303);
    }
    String streamId = rooms.create().streamId();
    rooms.all().forEach(room -> room.close(CloseReason.ROOM_CLOSED));

    assertThat(Asked.of(routes).get("/room/" + UUID.randomUUID()).status()).isEqualTo(200);
    assertThat(Asked.of(routes).get("/stream/" + streamId).status()).isEqualTo(200);

    assertThat(rooms.all()).isEmpty();
    assertThat(Asked.of(routes).ask("POST", "/room/create").status()).isEqualTo(303);
  }

  @Test
  void thePageOfARoomThatIsNotOpenHasTheLinksThatItWillHave() {
    UUID id = UUID.randomUUID();
    String before = body(Asked.forJson(routes).get("/room/" + id));

    Room room = rooms.getOrCreate(id);

    assertThat(before).contains("/stream/" + room.streamId() + "\"");
    assertThat(body(Asked.forJson(routes).get("/room/" + id))).isEqualTo(before);
  }

  @Test
  void headSaysWhatGetWouldSayWithoutSayingIt() {
    String path = "/room/" + rooms.create().id();

    RoomResponse head = Asked.of(routes).ask("HEAD", path);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).isEqualTo(Asked.of(routes).get(path).headers());
    assertThat(head.body().remaining()).isZero();
  }

  @Test
  void linksSayHowTheRequestCame() {
    Room room = rooms.create();
    RoomRequest request =
        RoomRequest.of("GET", "https", "[::1]:8443", "/room/" + room.id()).withBasePath("/app");

    assertThat(body(Asked.forJson(routes).ask(request)))
        .contains("\"https://[::1]:8443/app/room/" + room.id() + "\"")
        .contains("\"wss://[::1]:8443/app/room/" + room.id() + "/websocket\"");
  }

  @Test
  void aPrefixStandsBeforeAllPaths() {
    RoomRoutes prefixed = RoomRoutes.of(rooms, options -> options.path("/meet"));
    Room room = rooms.create();

    assertThat(body(Asked.forJson(prefixed).get("/meet/stream/" + room.streamId())))
        .contains("\"http://rooms.example/meet/stream/" + room.streamId() + "\"");
    assertThat(Asked.of(prefixed).get("/room/" + room.id()).status()).isEqualTo(404);
    assertThat(Asked.of(prefixed).get("/meeting/room/" + room.id()).status()).isEqualTo(404);
  }

  @Test
  void thePublicAddressStandsBeforeAllLinksWhateverTheRequestSays() {
    RoomRoutes proxied =
        RoomRoutes.of(
            rooms,
            options -> options.path("/meet").publicUrl(URI.create("https://app.example/rtc/")));
    Room room = rooms.create();
    RoomRequest request = RoomRequest.of("GET", "http", "evil example", "/meet/room/" + room.id());

    assertThat(body(Asked.forJson(proxied).with("X-Forwarded-Host", "evil.example").ask(request)))
        .contains("\"https://app.example/rtc/room/" + room.id() + "\"")
        .contains("\"wss://app.example/rtc/room/" + room.id() + "/websocket\"")
        .doesNotContain("evil");
  }

  @Test
  void forwardingHeadersAreNotBelieved() {
    RoomResponse response =
        Asked.of(routes)
            .with("X-Forwarded-Host", "evil.example")
            .with("X-Forwarded-Proto", "https")
            .with("Forwarded", "host=evil.example;proto=https")
            .get("/room/create");

    assertThat(response.headers().get("Location")).startsWith("http://rooms.example/room/");
  }

  @Test
  void theHostsLayoutIsShownThePageAndTheRequest() {
    List<Object> seen = new ArrayList<>();
    RoomRoutes own =
        RoomRoutes.of(
            rooms,
            options ->
                options.layout(
                    (page, request) -> {
                      seen.add(page);
                      return "<p>" + request.header("Accept-Language");
                    }));
    Room room = rooms.create();
    RoomRequest request =
        RoomRequest.of("GET", "http", Asked.HOST, "/room/" + room.id()).withBasePath("/app");

    RoomResponse response =
        own.handle(request.withHeaders(java.util.Map.of("accept-language", List.of("de"))))
            .toCompletableFuture()
            .join();

    assertThat(body(response)).isEqualTo("<p>de");
    RoomPage page = (RoomPage) seen.get(0);
    assertThat(page.user().name()).isEqualTo("Guest");
    assertThat(page.grants().allows("publish")).isTrue();
    assertThat(page.clientModule()).isEqualTo("/app/rtc-rooms/rtc-rooms.js");
    assertThat(page.toString()).doesNotContain(room.id().toString());
  }
}
