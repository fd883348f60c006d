package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.servlet.RoomServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servlet in real containers, over real sockets. */
class RoomServletTest {
  private static final String JSON = "application/json";

  private final Rooms rooms = RtcRooms.builder().build();
  private WebServer server;

  @AfterEach
  void stop() {
    server.close();
    rooms.close();
  }

  private void start(WebServer.Kind kind) {
    server = kind.start("/app", servlets -> add(servlets, new RoomServlet(RoomRoutes.of(rooms))));
  }

  /** As any host adds it. */
  static void add(ServletContext servlets, RoomServlet servlet) {
    ServletRegistration.Dynamic registration = servlets.addServlet("rooms", servlet);
    registration.addMapping("/room/*", "/stream/*", "/rtc-rooms/*");
    registration.setAsyncSupported(true);
  }

  @ParameterizedTest
  @EnumSource
  void aRoomIsCreatedVisitedAndWatched(WebServer.Kind kind) throws Exception {
    start(kind);

    HttpResponse<String> created = server.ask("POST", "/app/room/create");
    assertThat(created.statusCode()).isEqualTo(303);
    URI link = URI.create(created.headers().firstValue("Location").orElseThrow());
    Room room = rooms.all().iterator().next();
    assertThat(link).isEqualTo(server.address("/app/room/" + room.id()));

    HttpResponse<String> visited = server.get(link.getPath(), "Accept", JSON);
    assertThat(visited.statusCode()).isEqualTo(200);
    assertThat(visited.headers().firstValue("Content-Type").orElseThrow()).startsWith(JSON);
    assertThat(visited.body())
        .contains("\"roomLink\":\"" + link + "\"")
        .contains("\"websocketAddress\":\"ws" + link.toString().substring(4) + "/websocket\"");

    for (String accept : List.of(JSON, "text/html")) {
      HttpResponse<String> watched = server.get("/app/stream/" + room.streamId(), "Accept", accept);
      assertThat(watched.statusCode()).isEqualTo(200);
      assertThat(watched.headers().map() + watched.body())
          .contains("/app/stream/" + room.streamId() + "/websocket")
          .doesNotContain(room.id().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageOpensNoRoom(WebServer.Kind kind) throws Exception {
    start(kind);

    for (String method : List.of("GET", "HEAD")) {
      HttpResponse<String> created = server.ask(method, "/app/room/create");
      assertThat(created.statusCode()).isEqualTo(303);
      URI link = URI.create(created.headers().firstValue("Location").orElseThrow());
      assertThat(server.ask(method, link.getPath()).statusCode()).isEqualTo(200);
    }

    assertThat(rooms.all()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void creatingARoomReadsNoBody(WebServer.Kind kind) throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    Feature.Factory counting =
        room -> {
          opened.countDown();
          return new Feature() {};
        };
    try (Rooms watched = RtcRooms.builder().feature(counting).build()) {
      server =
          kind.start("/app", servlets -> add(servlets, new RoomServlet(RoomRoutes.of(watched))));
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        String headers =
            "POST /app/room/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
        socket.getOutputStream().write(headers.getBytes(StandardCharsets.US_ASCII));

        assertThat(opened.await(30, TimeUnit.SECONDS)).as("before any of the body came").isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBrowserGetsAPageWithItsHeaders(WebServer.Kind kind) throws Exception {
    start(kind);

    HttpResponse<String> page = server.get("/app/room/" + rooms.create().id());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("You are Guest.").contains("/app/rtc-rooms/rtc-rooms.js");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theBrowserClientIsServedAndKept(WebServer.Kind kind) throws Exception {
    start(kind);

    HttpResponse<String> file = server.get("/app/rtc-rooms/rtc-rooms.js");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");

    String tag = file.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = server.get("/app/rtc-rooms/rtc-rooms.js", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void nothingElseOfTheClassPathIsServed(WebServer.Kind kind) throws Exception {
    start(kind);

    for (String path :
        List.of(
            "../LICENSE",
            "..%2fLICENSE",
            "%2e%2e/LICENSE",
            "..;/LICENSE",
            "..%5cLICENSE",
            "%2e%2e%2f%2e%2e%2f%2e%2e%2fdev/rtcrooms/http/RoomRoutes.class")) {
      assertThat(server.get("/app/rtc-rooms/" + path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void headSaysWhatGetWouldSay(WebServer.Kind kind) throws Exception {
    start(kind);
    String page = "/app/room/" + rooms.create().id();

    HttpResponse<String> head = server.ask("HEAD", page);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(server.get(page).headers().firstValue("Content-Length"));
  }

  @ParameterizedTest
  @EnumSource
  void problemsHaveTheirStatus(WebServer.Kind kind) throws Exception {
    start(kind);

    assertThat(server.get("/app/room/x").statusCode()).isEqualTo(400);
    assertThat(server.get("/app/stream/x").statusCode()).isEqualTo(404);
    assertThat(server.get("/app/room/").statusCode()).isEqualTo(404);
    assertThat(server.get("/app/room/%0d%0aINFO%20forged").statusCode()).isEqualTo(400);
    assertThat(server.get("/app/room/x/websocket").statusCode()).isEqualTo(426);
    assertThat(server.ask("DELETE", "/app/room/create").headers().firstValue("Allow"))
        .contains("GET, HEAD, POST, OPTIONS");
    HttpResponse<String> problem = server.get("/app/room/x", "Accept", JSON);
    assertThat(problem.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.body()).contains("\"code\":\"malformed-id\"");
  }

  @ParameterizedTest
  @EnumSource
  void anotherOriginIsAllowedByAPreflight(WebServer.Kind kind) throws Exception {
    RoomServlet servlet =
        new RoomServlet(
            RoomRoutes.of(rooms, options -> options.allowedOrigins("https://app.example")));
    server = kind.start("", servlets -> add(servlets, servlet));

    HttpResponse<String> preflight =
        server.ask(
            "OPTIONS",
            "/room/create",
            "Origin",
            "https://app.example",
            "Access-Control-Request-Method",
            "POST");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("GET, HEAD, POST");
  }
}
