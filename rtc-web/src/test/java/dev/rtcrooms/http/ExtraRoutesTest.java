package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses that a host adds to those of the rooms. */
class ExtraRoutesTest {

  private static final String FRIEND = "https://app.example";

  private final Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();
  private final RoomRoutes routes =
      RoomRoutes.of(
          rooms,
          options ->
              options
                  .path("/meet")
                  .add(new Echo())
                  .allowedHosts(Asked.HOST)
                  .allowedOrigins(FRIEND));

  @AfterEach
  void close() {
    rooms.close();
  }

  /** Answers with the address and the content of the request. */
  private static final class Echo implements ExtraRoutes {
    @Override
    public List<String> paths() {
      return List.of("/echo");
    }

    @Override
    public List<String> methods(String path) {
      return path.startsWith("/echo/") ? List.of("GET", "HEAD", "POST") : List.of();
    }

    @Override
    public int bodyBytes(String path) {
      return 5;
    }

    @Override
    public CompletionStage<RoomResponse> handle(RoomRequest request, String base) {
      if (request.path().endsWith("broken")) {
        throw new IllegalStateException("as a host's bug");
      }
      String content = StandardCharsets.UTF_8.decode(request.body()).toString();
      RoomResponse response =
          RoomResponse.text(200, "text/plain", base + request.path() + " " + content);
      return CompletableFuture.completedStage(response.with("Accept-Post", "text/plain"));
    }

    @Override
    public String masked(String path) {
      return "/echo/…";
    }
  }

  private static RoomRequest post(String path, String content) {
    return RoomRequest.of("POST", "http", Asked.HOST, path)
        .withBody(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void serversLearnThePathsOfAllAddresses() {
    assertThat(routes.paths())
        .containsExactly("/meet/room", "/meet/stream", "/meet/rtc-rooms", "/meet/echo");
    assertThat(RoomRoutes.of(rooms).paths()).containsExactly("/room", "/stream", "/rtc-rooms");
  }

  @Test
  void theyAreServedBelowThePathOfAllAddresses() {
    assertThat(routes.serves("/meet/echo/1")).isTrue();
    assertThat(routes.serves("/echo/1")).isFalse();
    assertThat(routes.serves("/meet/other")).isFalse();
    RoomResponse response = Asked.of(routes).ask(post("/meet/echo/1", "hello"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(Asked.body(response)).isEqualTo("http://rooms.example/meet/echo/1 hello");
  }

  @Test
  void onlyTheirBodiesAreReadAndOnlySoMuch() {
    assertThat(routes.bodyBytes("/meet/echo/1")).isEqualTo(5);
    assertThat(routes.bodyBytes("/meet/room/create")).isZero();
    assertThat(routes.bodyBytes("/nowhere")).isZero();
    RoomResponse response = Asked.of(routes).ask(post("/meet/echo/1", "hello!"));
    assertThat(response.status()).isEqualTo(413);
    assertThat(Asked.body(response)).contains("\"code\":\"too-large\"");
  }

  @Test
  void hostsMethodsAndFailuresAreHandledAsForTheRooms() {
    Asked asked = Asked.of(routes);
    assertThat(asked.ask(RoomRequest.of("GET", "http", "evil.example", "/meet/echo/1")).status())
        .isEqualTo(400);
    RoomResponse put = asked.ask("PUT", "/meet/echo/1");
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.headers()).containsEntry("Allow", "GET, HEAD, POST, OPTIONS");
    assertThat(asked.ask("GET", "/meet/echo/broken").status()).isEqualTo(500);
    assertThat(Asked.body(asked.ask("HEAD", "/meet/echo/1"))).isEmpty();
  }

  @Test
  void preflightsAreAnsweredWithTheirOwnHeadersToo() {
    RoomResponse response =
        Asked.of(routes)
            .with("Origin", FRIEND)
            .with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", "content-type")
            .ask("OPTIONS", "/meet/echo/1");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("Accept-Post", "text/plain")
        .containsEntry("Access-Control-Allow-Origin", FRIEND)
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, POST")
        .containsEntry("Access-Control-Allow-Headers", "content-type");
  }
}
