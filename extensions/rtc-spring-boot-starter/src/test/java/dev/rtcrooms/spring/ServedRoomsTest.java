package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Rooms on Tomcat, below a context path and a path, behind a login and perhaps a proxy. */
class ServedRoomsTest {

  private static final String[] FORWARDED = {
    "X-Forwarded-Proto", "https", "X-Forwarded-Host", "school.example", "X-Forwarded-Prefix", "/en"
  };

  private static ConfigurableApplicationContext application;

  private Visitor ann;
  private Room room;

  @BeforeAll
  static void start() {
    application =
        School.start(
            School.ON_TOMCAT,
            "server.servlet.context-path=/app",
            "server.forward-headers-strategy=framework",
            "rtc.rooms.path=/meet",
            "rtc.rooms.limits.per-user.joins-per-second=1000", // of all tests together
            "rtc.rooms.limits.per-address.joins-per-second=1000");
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void annLogsIn() throws Exception {
    ann = new Visitor(School.address(application));
    ann.logIn("ann", "chalk");
    room = application.getBean(Rooms.class).create();
    application.getBean(School.Seen.class).joined.clear();
  }

  private String page() {
    return "/meet/room/" + room.id();
  }

  private String socket() {
    return page() + "/websocket";
  }

  @Test
  void thePathIsSaidOnce() throws Exception {
    HttpResponse<String> page = ann.get(page(), "Accept", "application/json");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("\"roomLink\":\"http://" + School.address(application) + page() + "\"")
        .contains("\"ws://" + School.address(application) + socket() + "\"");
    assertThat(ann.get("/meet/rtc-rooms/rtc-rooms.js").body()).contains("RoomClient");
  }

  @Test
  void aRoomHasChatPresenceViewersAndStreams() throws Exception {
    RoomConnection connection = ann.connect(socket());
    assertThat(connection.next("hello")).contains("\"ann\"");
    connection.next("members");
    connection.next("viewers");
    connection.next("streams");

    connection.send("{\"type\":\"say\",\"id\":\"1\",\"text\":\"Good morning\"}");

    assertThat(connection.next("said")).contains("Good morning");
  }

  @Test
  void theUserIsThePrincipalWithItsAuthorities() throws Exception {
    ann.connect(socket()).next("hello");

    Client joined = application.getBean(School.Seen.class).joined.poll(60, TimeUnit.SECONDS);
    assertThat(joined.user().id()).isEqualTo("ann");
    Authorities authorities = joined.attribute(Authorities.KEY).orElseThrow();
    assertThat(authorities.names()).contains("ROLE_TEACHER", "ROLE_STAFF");
    assertThat(authorities.has("ROLE_TEACHER")).isTrue();
    assertThat(authorities.has("ROLE_PUPIL")).isFalse();
  }

  @Test
  void theRulesOfTheApplicationKeepOthersOut() throws Exception {
    Visitor stranger = new Visitor(School.address(application));

    assertThat(stranger.get(page()).statusCode()).isEqualTo(302);
    assertThat(stranger.get(page()).headers().firstValue("Location").orElseThrow())
        .endsWith("/app/login");
    assertThatThrownBy(() -> stranger.connect(socket()))
        .hasStackTraceContaining(WebSocketHandshakeException.class.getName());
  }

  @Test
  void linksFollowTheProxy() throws Exception {
    HttpResponse<String> page = ann.get(page(), concat(FORWARDED, "Accept", "application/json"));

    assertThat(page.body())
        .contains("\"roomLink\":\"https://school.example/en" + page() + "\"")
        .contains("\"wss://school.example/en" + socket() + "\"");
  }

  @Test
  void originsAreComparedWithTheHostThatTheProxyTells() throws Exception {
    RoomConnection own =
        ann.connect(socket(), concat(FORWARDED, "Origin", "https://school.example"));
    RoomConnection foreign =
        ann.connect(socket(), concat(FORWARDED, "Origin", "https://other.example"));

    assertThat(own.next("hello")).contains("\"ann\"");
    assertThat(foreign.closeCode()).isEqualTo(CloseReason.NOT_ALLOWED.code());
  }

  @Test
  void aFormThatCreatesARoomNeedsTheTokenOfSpringSecurity() throws Exception {
    HttpResponse<String> without = ann.post("/meet/room/create", "");
    HttpResponse<String> with = ann.post("/meet/room/create", ann.csrf());

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(with.statusCode()).isEqualTo(303);
    String link = URI.create(with.headers().firstValue("Location").orElseThrow()).getPath();
    assertThat(link).startsWith("/app/meet/room/");
  }

  /** Otherwise Tomcat ends the session, and with it the WebSocket, with 1008. */
  @Test
  void aSessionLivesAsLongAsItsUserIsInARoom() throws Exception {
    RoomConnection connection = ann.connect(socket());
    connection.next("hello");
    HttpSession session = newestSession();
    long joined = System.currentTimeMillis();

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              connection.send("{\"type\":\"say\",\"id\":\"1\",\"text\":\"Here\"}");
              return session.getLastAccessedTime() > joined;
            });
  }

  private static HttpSession newestSession() {
    var sessions = application.getBean(School.Seen.class).sessions;
    return sessions.get(sessions.size() - 1);
  }

  private static String[] concat(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
