package dev.rtcrooms.http;

import static dev.rtcrooms.http.Asked.body;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor gets who gets nothing else. */
class ProblemsTest {
  private Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();

  @AfterEach
  void close() {
    rooms.close();
  }

  private RoomRoutes routes(UnaryOperator<RoomsBuilder> choice) {
    rooms.close();
    rooms = choice.apply(RtcRooms.builder().executor(Runnable::run)).build();
    return RoomRoutes.of(rooms);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/room",
        "/room/",
        "/rooms/create",
        "/room/create/",
        "/room/x/y",
        "/ROOM/create",
        "/stream/",
        "/stream",
        "/room//websocket",
        "/rtc-rooms",
        "/rtc-rooms/",
        "/favicon.ico"
      })
  void whatIsNotThereIsNotFound(String path) {
    RoomResponse response = Asked.forJson(RoomRoutes.of(rooms)).get(path);

    assertThat(response.status()).isEqualTo(404);
    assertThat(body(response)).contains("\"code\":\"not-found\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-1-1-1-1", "00000000-0000-0000-0000-00000000000g", "<b>"})
  void aMalformedIdIsABadRequest(String id) {
    RoomResponse response = Asked.forJson(RoomRoutes.of(rooms)).get("/room/" + id);

    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response)).contains("\"code\":\"malformed-id\"");
  }

  @Test
  void aMalformedIdIsExplainedToProgramsAndABrokenLinkToVisitors() {
    RoomRoutes routes = RoomRoutes.of(rooms);

    assertThat(body(Asked.forJson(routes).get("/room/x"))).contains("UUID");
    assertThat(body(Asked.of(routes).get("/room/x")))
        .contains("Part of this link is missing or wrong.")
        .doesNotContain("UUID");
  }

  @Test
  void aRoomThatIsNotOpenIsNotFoundIfVisitsDoNotOpenIt() {
    RoomRoutes routes = routes(builder -> builder.createOnJoin(false));

    RoomResponse response = Asked.forJson(routes).get("/room/" + UUID.randomUUID());

    assertThat(response.status()).isEqualTo(404);
    assertThat(body(response)).contains("\"code\":\"no-such-room\"");
    assertThat(rooms.all()).isEmpty();
  }

  @Test
  void aStreamThatWasNotMadeHereIsNotFound() {
    Rooms others = RtcRooms.builder().executor(Runnable::run).build();

    RoomResponse response =
        Asked.forJson(RoomRoutes.of(rooms)).get("/stream/" + others.create().streamId());

    assertThat(response.status()).isEqualTo(404);
    others.close();
  }

  @Test
  void whoMustLogInIsToldHow() {
    rooms.close();
    rooms =
        RtcRooms.builder()
            .executor(Runnable::run)
            .authenticator(handshake -> User.of(handshake.principal()))
            .build();
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.challenge("Bearer"));

    RoomResponse response = Asked.forJson(routes).get("/room/" + UUID.randomUUID());

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(Asked.of(RoomRoutes.of(rooms)).get("/room/create").headers())
        .containsEntry("WWW-Authenticate", "Session realm=\"rooms\"");
  }

  @Test
  void whoIsLoggedInIsTheUser() {
    RoomRoutes routes =
        routes(builder -> builder.authenticator(handshake -> User.of(handshake.principal())));
    RoomRequest request =
        RoomRequest.of("GET", "http", Asked.HOST, "/room/" + UUID.randomUUID())
            .withPrincipal(() -> "ann");

    assertThat(body(Asked.of(routes).ask(request))).contains("You are ann.");
  }

  @Test
  void whoIsNotAdmittedIsForbiddenToEnter() {
    RoomRoutes routes =
        routes(
            builder ->
                builder.admission(
                    (user, room, role) -> CompletableFuture.completedStage(Grants.none())));

    RoomResponse response = Asked.forJson(routes).get("/room/" + UUID.randomUUID());

    assertThat(response.status()).isEqualTo(403);
    assertThat(body(response)).contains("\"code\":\"not-allowed\"");
  }

  @Test
  void whoIsRefusedLeavesNoNewRoomBehind() {
    RoomRoutes routes =
        routes(
            builder ->
                builder.admission(
                    (user, room, role) -> CompletableFuture.completedStage(Grants.none())));

    assertThat(Asked.of(routes).ask("POST", "/room/create").status()).isEqualTo(403);

    assertThat(rooms.all()).isEmpty();
  }

  @Test
  void aWatcherLearnsNothingFromTheHostsOwnWords() {
    RoomRoutes routes =
        routes(
            builder ->
                builder.admission(
                    (user, room, role) ->
                        CompletableFuture.failedStage(
                            new RefusalException(Refusal.NOT_ALLOWED, "Not into " + room))));
    Room room = rooms.create();

    for (String accept : new String[] {Asked.JSON, Asked.BROWSER}) {
      RoomResponse response =
          Asked.of(routes).with("Accept", accept).get("/stream/" + room.streamId());
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.headers() + body(response)).doesNotContain(room.id().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /room/create, 'GET, HEAD, POST, OPTIONS'",
    "POST, /room/5c1de0b4-6a0f-4c5e-9d5c-2f6f3d0d1a11, 'GET, HEAD, OPTIONS'",
    "PUT, /stream/x, 'GET, HEAD, OPTIONS'",
    "PATCH, /rtc-rooms/rtc-rooms.js, 'GET, HEAD, OPTIONS'",
    "POST, /room/x/websocket, 'GET, HEAD, OPTIONS'",
    "get, /room/create, 'GET, HEAD, POST, OPTIONS'"
  })
  void anotherMethodIsNotAllowed(String method, String path, String allow) {
    RoomResponse response = Asked.forJson(RoomRoutes.of(rooms)).ask(method, path);

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("Allow", allow);
    assertThat(rooms.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room/x/websocket", "/stream/x/websocket"})
  void aWebSocketsAddressAsksForAnUpgrade(String path) {
    RoomResponse response = Asked.of(RoomRoutes.of(rooms)).get(path);

    assertThat(response.status()).isEqualTo(426);
    assertThat(response.headers())
        .containsEntry("Upgrade", "websocket")
        .containsEntry("Connection", "Upgrade");
  }

  @Test
  void whatFailsTellsNoDetails() {
    RoomRoutes routes =
        routes(
            builder ->
                builder.authenticator(
                    handshake -> {
                      throw new RefusalException(Refusal.INTERNAL, "password is hunter2");
                    }));

    for (String accept : new String[] {Asked.JSON, Asked.BROWSER}) {
      RoomResponse response = Asked.of(routes).with("Accept", accept).get("/room/create");
      assertThat(response.status()).isEqualTo(500);
      assertThat(body(response)).contains("Something failed").doesNotContain("hunter2");
    }
  }

  @Test
  void aLayoutThatThrowsIsReplacedByThePlainOne() {
    RoomRoutes routes =
        RoomRoutes.of(
            rooms,
            options ->
                options.layout(
                    (page, request) -> {
                      throw new IllegalStateException("password is hunter2");
                    }));

    RoomResponse response = Asked.of(routes).get("/room/" + UUID.randomUUID());

    assertThat(response.status()).isEqualTo(500);
    assertThat(body(response)).contains("Something failed").doesNotContain("hunter2");
  }

  @Test
  void whenThereAreTooManyRoomsOneMayComeAgainLater() {
    RoomRoutes routes = routes(builder -> builder.limits(Limits.builder().rooms(1).build()));
    rooms.create();

    RoomResponse response = Asked.forJson(routes).ask("POST", "/room/create");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("Retry-After", "30");
    assertThat(body(response)).contains("\"code\":\"too-many-rooms\"");
  }

  @Test
  void whenTheClusterDoesNotAnswerOneMayComeAgainLater() {
    RefusalException refusal = new RefusalException(Refusal.UNAVAILABLE, "Not now");
    RoomRoutes routes =
        routes(builder -> builder.admission((user, room, role) -> failedFuture(refusal)));

    RoomResponse response = Asked.forJson(routes).get("/room/" + UUID.randomUUID());
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("Retry-After", "30");
    assertThat(body(response)).contains("\"code\":\"unavailable\"");
  }

  @Test
  void aRefusalThatSaysWhenToTryAgainIsAnsweredWithTheSecondsThatAreLeft() {
    RefusalException refusal =
        new RefusalException(
            Refusal.of(Refusal.TOO_MANY_NEW_ROOMS, "Too many").after(Duration.ofMillis(36_001)));
    RoomRoutes routes =
        routes(builder -> builder.admission((user, room, role) -> failedFuture(refusal)));

    RoomResponse response = Asked.forJson(routes).get("/room/" + UUID.randomUUID());

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers()).containsEntry("Retry-After", "37");
  }

  @Test
  void whereJoiningOpensNoRoomOnlyAPostCreatesOne() {
    RoomRoutes routes = routes(builder -> builder.createOnJoin(false));

    for (String method : new String[] {"GET", "HEAD"}) {
      RoomResponse response = Asked.forJson(routes).ask(method, "/room/create");
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.headers()).containsEntry("Allow", "POST, OPTIONS");
    }
    assertThat(rooms.all()).isEmpty();

    String link = Asked.of(routes).ask("POST", "/room/create").headers().get("Location");
    assertThat(rooms.all()).hasSize(1);
    assertThat(Asked.of(routes).get(link.substring(link.indexOf("/room/"))).status())
        .isEqualTo(200);
  }

  @Test
  void whenTheServerIsStoppingOneMayComeAgainLater() {
    RoomRoutes routes = routes(builder -> builder);
    rooms.close();

    for (String request :
        new String[] {"GET /room/create", "POST /room/create", "GET /room/" + UUID.randomUUID()}) {
      int space = request.indexOf(' ');
      RoomResponse response =
          Asked.forJson(routes).ask(request.substring(0, space), request.substring(space + 1));
      assertThat(response.status()).as(request).isEqualTo(503);
      assertThat(response.headers()).containsKey("Retry-After");
      assertThat(body(response)).contains("\"code\":\"shutting-down\"");
    }
  }

  @Test
  void whatTheHostDoesNotWantCreatedIsNotThere() {
    RoomRoutes routes = RoomRoutes.of(rooms, options -> options.roomCreation(false));

    for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
      assertThat(Asked.of(routes).ask(method, "/room/create").status()).isEqualTo(404);
    }
    assertThat(rooms.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "evil.example/x", "user@evil.example", "a\r\nb", "[::1", "a:b"})
  void whoNamesNoValidHostGetsNoLinks(String authority) {
    RoomRequest request = RoomRequest.of("GET", "http", authority, "/room/create");

    assertThat(Asked.of(RoomRoutes.of(rooms)).ask(request).status()).isEqualTo(400);
    assertThat(rooms.all()).isEmpty();
  }

  @Test
  void aProblemIsAsRfc9457HasItOrAPage() {
    RoomResponse json = Asked.forJson(RoomRoutes.of(rooms)).get("/nowhere");
    RoomResponse html = Asked.of(RoomRoutes.of(rooms)).get("/nowhere");

    assertThat(json.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Vary", "Accept");
    assertThat(body(json))
        .isEqualTo(
            "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is nothing at this address.\","
                + "\"code\":\"not-found\"}");
    assertThat(html.headers()).containsEntry("Content-Type", "text/html; charset=utf-8");
    assertThat(body(html)).contains("<h1>Not Found</h1>");
  }
}
