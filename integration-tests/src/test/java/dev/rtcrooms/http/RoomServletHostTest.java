package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.servlet.RoomServlet;
import dev.rtcrooms.transport.Handshake;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servlet among what its host does: logins, filters, admission, mappings. */
class RoomServletHostTest {
  private Rooms rooms;
  private WebServer server;

  @AfterEach
  void stop() {
    server.close();
    rooms.close();
  }

  @ParameterizedTest
  @EnumSource
  void whoHasToWaitForAdmissionIsAnsweredThen(WebServer.Kind kind) throws Exception {
    CompletableFuture<Grants> decision = new CompletableFuture<>();
    CompletableFuture<User> asked = new CompletableFuture<>();
    rooms =
        RtcRooms.builder()
            .admission(
                (user, room, role) -> {
                  asked.complete(user);
                  return decision;
                })
            .limits(limits -> limits.toBuilder().answerTimeout(Duration.ofMinutes(2)).build())
            .build();
    server =
        kind.start(
            "/app",
            servlets -> RoomServletTest.add(servlets, new RoomServlet(RoomRoutes.of(rooms))));

    CompletableFuture<HttpResponse<String>> answer =
        WebServer.CLIENT.sendAsync(
            HttpRequest.newBuilder(server.address("/app/room/create")).build(),
            BodyHandlers.ofString());
    asked.get(1, TimeUnit.MINUTES);
    assertThat(answer).isNotDone();
    decision.complete(Grants.of(Grants.JOIN));

    assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource
  void aServletThatMayNotBeAsynchronousAnswersToo(WebServer.Kind kind) throws Exception {
    rooms = RtcRooms.builder().build();
    server =
        kind.start(
            "",
            servlets ->
                servlets
                    .addServlet("rooms", new RoomServlet(RoomRoutes.of(rooms)))
                    .addMapping("/*"));

    assertThat(server.get("/room/create").statusCode()).isEqualTo(303);
    assertThat(server.get("/elsewhere").statusCode()).isEqualTo(404);
    assertThat(server.get("/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void aServletBehindAPathOfItsOwnLinksToItself(WebServer.Kind kind) throws Exception {
    rooms = RtcRooms.builder().build();
    RoomServlet servlet = new RoomServlet(RoomRoutes.of(rooms, options -> options.path("/meet")));
    server =
        kind.start("/app", servlets -> servlets.addServlet("m", servlet).addMapping("/meet/*"));

    String link =
        server.get("/app/meet/room/create").headers().firstValue("Location").orElseThrow();

    assertThat(link).startsWith(server.address("/app/meet/room/").toString());
    assertThat(server.get(URI.create(link).getPath()).body())
        .contains("/app/meet/rtc-rooms/rtc-rooms.js");
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
    server =
        kind.start(
            "/app",
            servlets -> {
              var login = servlets.addFilter("login", (Filter) RoomServletHostTest::logIn);
              login.setAsyncSupported(true);
              login.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
              RoomServletTest.add(servlets, new RoomServlet(RoomRoutes.of(rooms)));
            });

    HttpResponse<String> page =
        server.get("/app/room/" + rooms.create().id() + "?lang=de", "X-Own", "1", "X-Own", "2");

    assertThat(page.body()).contains("You are ann.");
    Handshake handshake = seen.get(0);
    assertThat(handshake.headers()).containsEntry("x-own", List.of("1", "2"));
    assertThat(handshake.parameter("lang")).contains("de");
    assertThat(handshake.attributes()).containsEntry("tenant", 7);
    HttpSession session = (HttpSession) handshake.attributes().get(HttpSession.class.getName());
    assertThat(session.getAttribute("cart")).isEqualTo("full");
  }

  private static void logIn(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
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

  /** As a framework's filter does that was told which proxy to believe. */
  private static void forward(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        new HttpServletRequestWrapper((HttpServletRequest) request) {
          @Override
          public String getScheme() {
            return "https";
          }

          @Override
          public String getServerName() {
            return "app.example";
          }

          @Override
          public int getServerPort() {
            return 443;
          }

          @Override
          public String getContextPath() {
            return "/proxied" + super.getContextPath();
          }
        },
        response);
  }

  @ParameterizedTest
  @EnumSource
  void linksFollowTheForwardedPrefixAndHost(WebServer.Kind kind) throws Exception {
    rooms = RtcRooms.builder().build();
    server =
        kind.start(
            "/app",
            servlets -> {
              var proxy = servlets.addFilter("proxy", (Filter) RoomServletHostTest::forward);
              proxy.setAsyncSupported(true);
              proxy.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
              RoomServletTest.add(servlets, new RoomServlet(RoomRoutes.of(rooms)));
            });

    String page = server.get("/app/room/" + rooms.create().id()).body();

    assertThat(page)
        .contains("https://app.example/proxied/app/room/")
        .contains("wss://app.example/proxied/app/room/")
        .contains("\"/proxied/app/rtc-rooms/rtc-rooms.js\"");
  }
}
