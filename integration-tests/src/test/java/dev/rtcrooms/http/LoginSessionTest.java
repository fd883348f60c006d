package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.containers.SocketClient;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.jakarta.JakartaTransport;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.transport.Handshake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.server.ServerContainer;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.SessionHandler.ServletSessionApi;
import org.eclipse.jetty.session.SessionData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The HTTP session of a login on Jetty 12.1, which has Servlet 6.1. Tests of the Spring Boot
 * starter show the same on Tomcat.
 */
class LoginSessionTest {

  private final CompletableFuture<HttpSession> session = new CompletableFuture<>();
  private final Rooms rooms =
      RtcRooms.builder().feature(Chat::new).authenticator(this::authenticate).build();
  private final WebServer server = WebServer.Kind.JETTY.start("", this::install);
  private SocketClient ann;

  private User authenticate(Handshake handshake) {
    session.complete((HttpSession) handshake.attributes().get(HttpSession.class.getName()));
    return User.of("ann");
  }

  private void install(ServletContext servlets) {
    servlets.addServlet("login", new Login()).addMapping("/login");
    JakartaTransport.install(
        (ServerContainer) servlets.getAttribute(ServerContainer.class.getName()),
        RoomRoutes.of(rooms),
        options -> options.keepSessions(true));
  }

  private static final class Login extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.getSession();
    }
  }

  @BeforeEach
  void logInAndJoin() throws Exception {
    String cookie = server.get("/login").headers().firstValue("Set-Cookie").orElseThrow();
    String room = "ws://127.0.0.1:" + server.port() + "/room/" + UUID.randomUUID();
    ann = new SocketClient(URI.create(room + "/websocket"), "Cookie", cookie.split(";", 2)[0]);
    ann.hello();
  }

  @AfterEach
  void stop() {
    ann.close();
    server.close();
    rooms.close();
  }

  @Test
  void signsOfLifeKeepItAlive() throws Exception {
    SessionData times =
        ServletSessionApi.getSession(session.get(1, TimeUnit.MINUTES)).getSessionData();
    times.setAccessed(0); // long ago

    ann.send(new Say("I am here"));

    await().atMost(Duration.ofMinutes(1)).until(() -> times.getAccessed() > 0);
  }

  @Test
  void itsEndEndsNoConnection() throws Exception {
    session.get(1, TimeUnit.MINUTES).invalidate();

    ann.send(new Say("I am still here"));

    assertThat(ann.next(Said.class).text()).isEqualTo("I am still here");
  }
}
