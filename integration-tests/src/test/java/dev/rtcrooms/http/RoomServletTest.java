package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.spi.Handshake;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servlet in real containers, over real sockets. */
class RoomServletTest {
  private static final String JSON = "application/json";

  private final HttpClient http = HttpClient.newHttpClient();
  private Rooms rooms = RtcRooms.builder().build();
  private WebServer server;

  @AfterEach
  void stop() {
    server.close();
    rooms.close();
  }

  private void start(WebServer.Kind kind) {
    server = kind.start("/app", servlets -> asynchronous(servlets, new RoomServlet(rooms)));
  }

  private void start(WebServer.Kind kind, Rooms.Builder builder) {
    rooms.close();
    rooms = builder.build();
    start(kind);
  }

  private static void asynchronous(ServletContext servlets, RoomServlet servlet) {
    ServletRegistration.Dynamic registration = servlets.addServlet("rooms", servlet);
    registration.addMapping("/room/*", "/stream/*", "/rtc-rooms/*");
    registration.setAsyncSupported(true);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.address(path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void aRoomIsCreatedVisitedAndWatched(WebServer.Kind kind) throws Exception {
    start(kind);

    HttpResponse<String> created =
        send(
            HttpRequest.newBuilder(server.address("/app/room/create"))
                .POST(BodyPublishers.ofString("a=b")));
    assertThat(created.statusCode()).isEqualTo(303);
    URI link = URI.create(created.headers().firstValue("Location").orElseThrow());
    Room room = rooms.all().iterator().next();
    assertThat(link).isEqualTo(server.address("/app/room/" + room.id()));

    HttpResponse<String> visited = get(link.getPath(), "Accept", JSON);
    assertThat(visited.statusCode()).isEqualTo(200);
    assertThat(visited.headers().firstValue("Content-Type").orElseThrow()).startsWith(JSON);
    assertThat(visited.body())
        .contains("\"roomLink\":\"" + link + "\"")
        .contains("\"websocketAddress\":\"ws" + link.toString().substring(4) + "/websocket\"");

    HttpResponse<String> watched = get("/app/stream/" + room.streamId(), "Accept", JSON);
    assertThat(watched.statusCode()).isEqualTo(200);
    assertThat(watched.headers().map() + watched.body())
        .contains("/app/stream/" + room.streamId() + "/websocket")
        .doesNotContain(room.id().toString());
  }

  @ParameterizedTest
  @EnumSource
  void aBrowserGetsAPageWithItsHeaders(WebServer.Kind kind) throws Exception {
    start(kind);

    HttpResponse<String> page = get("/app/room/" + rooms.create().id() + "?name=%C3%84nn");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("You are Änn.").contains("/app/rtc-rooms/rtc-rooms.js");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theBrowserClientIsServedAndKept(WebServer.Kind kind) throws Exception {
    start(kind);

    HttpResponse<String> file = get("/app/rtc-rooms/rtc-rooms.js");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");

    String tag = file.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = get("/app/rtc-rooms/rtc-rooms.js", "If-None-Match", tag);
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
      assertThat(get("/app/rtc-rooms/" + path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void headSaysWhatGetWouldSay(WebServer.Kind kind) throws Exception {
    start(kind);
    URI page = server.address("/app/room/" + rooms.create().id());

    HttpResponse<String> head =
        send(HttpRequest.newBuilder(page).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get(page.getPath()).headers().firstValue("Content-Length"));
  }

  @ParameterizedTest
  @EnumSource
  void problemsHaveTheirStatus(WebServer.Kind kind) throws Exception {
    start(kind);

    assertThat(get("/app/room/x").statusCode()).isEqualTo(400);
    assertThat(get("/app/stream/x").statusCode()).isEqualTo(404);
    assertThat(get("/app/room/").statusCode()).isEqualTo(404);
    assertThat(get("/app/room/%0d%0aINFO%20forged").statusCode()).isEqualTo(400);
    assertThat(get("/app/room/x/websocket").statusCode()).isEqualTo(426);
    assertThat(send(HttpRequest.newBuilder(server.address("/app/room/create")).DELETE()).headers())
        .satisfies(h -> assertThat(h.firstValue("Allow")).contains("GET, HEAD, POST, OPTIONS"));
    HttpResponse<String> problem = get("/app/room/x", "Accept", JSON);
    assertThat(problem.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.body()).contains("\"code\":\"malformed-id\"");
  }

  @ParameterizedTest
  @EnumSource
  void whoHasToWaitForAdmissionIsAnsweredThen(WebServer.Kind kind) throws Exception {
    CompletableFuture<Grants> decision = new CompletableFuture<>();
    CompletableFuture<User> asked = new CompletableFuture<>();
    start(
        kind,
        RtcRooms.builder()
            .admission(
                (user, room, door) -> {
                  asked.complete(user);
                  return decision;
                }));

    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            HttpRequest.newBuilder(server.address("/app/room/create")).build(),
            BodyHandlers.ofString());
    asked.get(10, TimeUnit.SECONDS);
    assertThat(answer).isNotDone();
    decision.complete(Grants.of(Grants.JOIN));

    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource
  void aServletThatMayNotBeAsynchronousAnswersToo(WebServer.Kind kind) throws Exception {
    server =
        kind.start(
            "", servlets -> servlets.addServlet("rooms", new RoomServlet(rooms)).addMapping("/*"));

    assertThat(get("/room/create").statusCode()).isEqualTo(303);
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void aServletBehindAPathOfItsOwnLinksToItself(WebServer.Kind kind) throws Exception {
    RoomServlet servlet = new RoomServlet(RoomRoutes.of(rooms, options -> options.path("/meet")));
    server =
        kind.start("/app", servlets -> servlets.addServlet("m", servlet).addMapping("/meet/*"));

    String link = get("/app/meet/room/create").headers().firstValue("Location").orElseThrow();

    assertThat(link).startsWith(server.address("/app/meet/room/").toString());
    assertThat(get(URI.create(link).getPath()).body()).contains("/app/meet/rtc-rooms/rtc-rooms.js");
  }

  @ParameterizedTest
  @EnumSource
  void theAuthenticatorSeesWhatTheHostKnows(WebServer.Kind kind) throws Exception {
    List<Handshake> seen = new CopyOnWriteArrayList<>();
    rooms =
        RtcRooms.builder()
            .authenticator(
                handshake -> {
                  seen.add(handshake);
                  return User.of(handshake.principal());
                })
            .build();
    Consumer<ServletContext> setup =
        servlets -> {
          var login = servlets.addFilter("login", (Filter) RoomServletTest::logIn);
          login.setAsyncSupported(true);
          login.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
          asynchronous(servlets, new RoomServlet(rooms));
        };
    server = kind.start("/app", setup);

    HttpResponse<String> page =
        get("/app/room/" + rooms.create().id() + "?lang=de", "X-Own", "1", "X-Own", "2");

    assertThat(page.body()).contains("You are ann.");
    Handshake handshake = seen.get(0);
    assertThat(handshake.headers()).containsEntry("x-own", List.of("1", "2"));
    assertThat(handshake.parameter("lang")).contains("de");
    assertThat(handshake.attributes()).containsEntry("tenant", 7);
    HttpSession session = (HttpSession) handshake.attributes().get(HttpSession.class.getName());
    assertThat(session.getAttribute("cart")).isEqualTo("full");
  }

  private static void logIn(
      jakarta.servlet.ServletRequest request,
      jakarta.servlet.ServletResponse response,
      jakarta.servlet.FilterChain chain)
      throws java.io.IOException, jakarta.servlet.ServletException {
    request.setAttribute("tenant", 7);
    HttpServletRequest asked = (HttpServletRequest) request;
    asked.getSession().setAttribute("cart", "full");
    chain.doFilter(
        new HttpServletRequestWrapper(asked) {
          @Override
          public Principal getUserPrincipal() {
            return () -> "ann";
          }
        },
        response);
  }

  @ParameterizedTest
  @EnumSource
  void anotherOriginIsAllowedByAPreflight(WebServer.Kind kind) throws Exception {
    RoomServlet servlet =
        new RoomServlet(
            RoomRoutes.of(rooms, options -> options.allowedOrigins("https://app.example")));
    server = kind.start("", servlets -> asynchronous(servlets, servlet));

    HttpResponse<String> preflight =
        send(
            HttpRequest.newBuilder(server.address("/room/create"))
                .headers("Origin", "https://app.example", "Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://app.example");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("GET, HEAD, POST");
  }
}
