package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.ViewerCount;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Rooms on Tomcat, below a context path and a path, behind a login and perhaps a proxy. */
class ServedRoomsTest {

  private static final Map<String, String> FORWARDED =
      Map.of(
          "X-Forwarded-Proto", "https",
          "X-Forwarded-Host", "school.example",
          "X-Forwarded-Prefix", "/en");

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
            "rtc.rooms.heartbeat.interval=1h", // signs of life are those of the tests
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

  private static Hello join(RoomClient client) throws Exception {
    return client.connect().get(60, TimeUnit.SECONDS);
  }

  @Test
  void thePathIsSaidOnce() throws Exception {
    HttpResponse<String> page = ann.get(page(), "Accept", "application/json");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("\"roomLink\":\"http://" + School.address(application) + page() + "\"")
        .contains("\"ws://" + School.address(application) + page() + "/websocket\"");
    assertThat(ann.get("/meet/rtc-rooms/rtc-rooms.js").body()).contains("RoomClient");
  }

  @Test
  void aRoomHasChatPresenceViewersAndStreams() throws Exception {
    List<Event> heard = new CopyOnWriteArrayList<>();
    try (RoomClient client =
        ann.client(page()).on(Event.class, (event, number) -> heard.add(event)).build()) {
      assertThat(join(client).member().user().id()).isEqualTo("ann");
      client.say("Good morning").get(60, TimeUnit.SECONDS);

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(heard)
                      .hasAtLeastOneElementOfType(Members.class)
                      .hasAtLeastOneElementOfType(ViewerCount.class)
                      .hasAtLeastOneElementOfType(StreamsState.class)
                      .hasAtLeastOneElementOfType(Said.class));
    }
  }

  @Test
  void theUserIsThePrincipalWithItsAuthorities() throws Exception {
    Client joined;
    try (RoomClient client = ann.client(page()).build()) {
      join(client);
      joined = application.getBean(School.Seen.class).joined.poll(60, TimeUnit.SECONDS);
    }

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
    try (RoomClient client = stranger.client(page()).build()) {
      client.connect();
      assertThat(client.closed().get(60, TimeUnit.SECONDS).code())
          .isEqualTo(CloseReason.UNAUTHENTICATED.code());
    }
  }

  /** A header, and those of the proxy. */
  private static String[] forwarded(String name, String value) {
    List<String> headers = new ArrayList<>(List.of(name, value));
    FORWARDED.forEach((other, text) -> headers.addAll(List.of(other, text)));
    return headers.toArray(String[]::new);
  }

  @Test
  void linksFollowTheProxy() throws Exception {
    HttpResponse<String> page = ann.get(page(), forwarded("Accept", "application/json"));

    assertThat(page.body())
        .contains("\"roomLink\":\"https://school.example/en" + page() + "\"")
        .contains("\"wss://school.example/en" + page() + "/websocket\"");
  }

  /** By the header of RFC 7239. */
  @Test
  void linksFollowAProxyThatSendsTheStandardHeader() throws Exception {
    HttpResponse<String> page =
        ann.get(
            page(), "Accept", "application/json", "Forwarded", "proto=https;host=school.example");

    assertThat(page.body()).contains("\"roomLink\":\"https://school.example/app" + page() + "\"");
  }

  @Test
  void originsAreComparedWithTheHostThatTheProxyTells() throws Exception {
    originsAreCompared(ann.client(page()), ann.client(page()));
  }

  /** The server's own handling of the headers knows no prefix. */
  @Test
  void linksAndOriginsFollowTheProxyByTomcatsOwnValveToo() throws Exception {
    String page = "/room/" + room.id();
    try (ConfigurableApplicationContext other =
        School.start(School.ON_TOMCAT, "server.forward-headers-strategy=native")) {
      Visitor visitor = new Visitor(School.address(other));
      visitor.logIn("ann", "chalk");

      assertThat(visitor.get(page, forwarded("Accept", "application/json")).body())
          .contains("\"roomLink\":\"https://school.example" + page + "\"")
          .contains("\"wss://school.example" + page + "/websocket\"");
      originsAreCompared(visitor.client(page), visitor.client(page));
    }
  }

  /** Of two clients behind the proxy, only the one of the host that the proxy tells gets in. */
  private static void originsAreCompared(RoomClientBuilder one, RoomClientBuilder other)
      throws Exception {
    FORWARDED.forEach(one::header);
    FORWARDED.forEach(other::header);
    try (RoomClient own = one.header("Origin", "https://school.example").build();
        RoomClient foreign = other.header("Origin", "https://other.example").build()) {
      assertThat(join(own).member().user().id()).isEqualTo("ann");
      foreign.connect();
      assertThat(foreign.closed().get(60, TimeUnit.SECONDS).code())
          .isEqualTo(CloseReason.NOT_ALLOWED.code());
    }
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

  /** A login session with a timeout of 30 minutes, and 40 minutes in a room without a request. */
  @Test
  void aSessionLivesAsLongAsItsUserIsInARoom() throws Exception {
    try (RoomClient client = ann.client(page()).build()) {
      join(client);
      AgeingSession session = application.getBean(School.Seen.class).newestSession();

      session.age(Duration.ofMinutes(20));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                client.say("Here").get(60, TimeUnit.SECONDS);
                return session.isFresh();
              });
      session.age(Duration.ofMinutes(20));
      assertThat(session.isValid()).isTrue();

      session.age(Duration.ofMinutes(20)); // without a sign of life
      assertThat(session.isValid()).isFalse();
      assertThat(client.closed().get(60, TimeUnit.SECONDS).code())
          .as("after Tomcat's 1008 the client asks once more")
          .isEqualTo(CloseReason.UNAUTHENTICATED.code());
    }
  }
}
