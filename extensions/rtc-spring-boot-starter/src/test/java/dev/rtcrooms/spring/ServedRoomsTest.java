package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.ViewerCount;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Rooms on Tomcat: what holds on each server, and what need not be tried on each. */
class ServedRoomsTest extends RoomsOnAnyServer {

  private static ConfigurableApplicationContext application;

  @BeforeAll
  static void start() {
    application =
        School.start(
            Stream.concat(Stream.of(School.ON_TOMCAT), Stream.of(PROPERTIES))
                .toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Override
  ConfigurableApplicationContext application() {
    return application;
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
