package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/** What each property but the limits does, and how editors and the guide describe them. */
class RoomsPropertiesTest {

  private static final String SECRET = "a secret of the tests alone";
  private static final String PAGE = "/room/" + TestRooms.id("lobby");

  private static final AutoConfigurations OURS =
      AutoConfigurations.of(RoomsAutoConfiguration.class, RoomsServletAutoConfiguration.class);

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(OURS)
          .withPropertyValues("rtc.rooms.secret=" + SECRET);

  private final WebApplicationContextRunner webApplication =
      new WebApplicationContextRunner()
          .withConfiguration(OURS)
          .withPropertyValues("rtc.rooms.secret=" + SECRET);

  /** Rooms as the properties say, in the time of the kit. */
  private static void inRooms(
      ApplicationContextRunner application, String property, Consumer<TestRooms> test) {
    application
        .withPropertyValues(property.split(" "))
        .run(
            context -> {
              try (TestRooms rooms = TestRooms.with(time -> context.getBean(RoomsBuilder.class))) {
                test.accept(rooms);
              }
            });
  }

  private void inRooms(String property, Consumer<TestRooms> test) {
    inRooms(application, property, test);
  }

  @Test
  void streamLinksDependOnTheSecret() {
    try (TestRooms same = TestRooms.with(RtcRooms.builder().secret(SECRET))) {
      String streamId = same.room("lobby").streamId();

      inRooms("", rooms -> assertThat(rooms.room("lobby").streamId()).isEqualTo(streamId));
    }
  }

  @Test
  void aJoinOpensNoRoomIfItMustNot() {
    inRooms(
        "rtc.rooms.create-on-join=false",
        rooms ->
            assertThat(rooms.join("lobby", "ann").closedWith().code())
                .isEqualTo(CloseReason.NO_SUCH_ROOM.code()));
  }

  @Test
  void aHistoryOutlivesItsRoomIfItIsKept() {
    assertThat(isForgotten("rtc.rooms.keep-history=false")).isTrue();
    assertThat(isForgotten("rtc.rooms.keep-history=true")).isFalse();
  }

  private boolean isForgotten(String property) {
    List<String> calls = new ArrayList<>();
    inRooms(
        application.withBean(HistoryStore.class, () -> watched(calls)),
        property,
        rooms -> {
          rooms.join("lobby", "ann").ask(new Say("Good morning"));
          rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
          rooms.settle();
        });
    assertThat(calls).contains("append");
    return calls.contains("forget");
  }

  /** Tells which methods of its pasts are called. */
  private static HistoryStore watched(List<String> calls) {
    InMemoryHistory store = InMemoryHistory.create(new VirtualTime(), new Random(1));
    return room ->
        store
            .open(room)
            .thenApply(
                past ->
                    (Past)
                        Proxy.newProxyInstance(
                            Past.class.getClassLoader(),
                            new Class<?>[] {Past.class},
                            (proxy, method, arguments) -> {
                              calls.add(method.getName());
                              return method.invoke(past, arguments);
                            }));
  }

  @Test
  void anEmptyRoomStaysOpenForItsGrace() {
    inRooms(
        "rtc.rooms.empty-room-grace=7s rtc.rooms.client-grace=0s",
        rooms -> {
          rooms.join("lobby", "ann").leave();
          rooms.advance(Duration.ofSeconds(6));
          assertThat(rooms.rooms().all()).hasSize(1);
          rooms.advance(Duration.ofSeconds(2));
          assertThat(rooms.rooms().all()).isEmpty();
        });
  }

  @Test
  void aLostClientIsExpectedBackForItsGrace() {
    inRooms(
        "rtc.rooms.client-grace=3s",
        rooms ->
            assertThat(rooms.join("lobby", "ann").hello().grace())
                .isEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  void theNewestConnectionOfAUserStays() {
    inRooms(
        "rtc.rooms.user-connections=newest",
        rooms -> {
          TestClient older = rooms.join("lobby", "ann");
          TestClient newer = rooms.join("lobby", "ann");

          assertThat(older.isOpen()).isFalse();
          assertThat(newer.isOpen()).isTrue();
        });
  }

  @Test
  void clientsArePingedAndWhoIsSilentIsCutOff() {
    inRooms(
        "rtc.rooms.heartbeat.interval=4s rtc.rooms.heartbeat.timeout=2s",
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          ann.ignorePings();
          rooms.advance(Duration.ofSeconds(12));

          assertThat(ann.hello().heartbeat()).isEqualTo(Duration.ofSeconds(4));
          assertThat(ann.closedWith().code()).isEqualTo(CloseReason.NO_HEARTBEAT.code());
        });
  }

  /** The answer to a request for a page as JSON, with the properties, from a page of an origin. */
  private static RoomResponse answer(
      WebApplicationContextRunner application, String properties, String path, String origin) {
    CompletableFuture<RoomResponse> answer = new CompletableFuture<>();
    application
        .withPropertyValues(properties.split(" "))
        .run(
            context -> {
              RoomRequest request =
                  RoomRequest.of("GET", "http", "school.example", path)
                      .withHeaders(
                          Map.of("Accept", List.of("application/json"), "Origin", List.of(origin)));
              context
                  .getBean(RoomRoutes.class)
                  .handle(request)
                  .thenAccept(answer::complete)
                  .toCompletableFuture()
                  .get(60, TimeUnit.SECONDS);
            });
    return answer.join();
  }

  private RoomResponse answer(String properties, String path) {
    return answer(webApplication, properties, path, "http://school.example");
  }

  @Test
  void linksBeginWithThePublicAddress() {
    assertThat(text(answer("rtc.rooms.public-url=https://app.example/en", PAGE)))
        .contains("\"roomLink\":\"https://app.example/en" + PAGE + "\"");
  }

  private static String text(RoomResponse response) {
    return StandardCharsets.UTF_8.decode(response.body()).toString();
  }

  @Test
  void pagesOfTheAllowedOriginsMayReadAnswersPerhapsWithCookies() {
    String origins = "rtc.rooms.allowed-origins=https://a.example,https://b.example";

    assertThat(fromOrigin(origins, "https://b.example"))
        .containsEntry("Access-Control-Allow-Origin", "https://b.example")
        .doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(fromOrigin(origins, "https://c.example"))
        .doesNotContainKey("Access-Control-Allow-Origin");
    assertThat(fromOrigin(origins + " rtc.rooms.allow-credentials=true", "https://a.example"))
        .containsEntry("Access-Control-Allow-Credentials", "true");
  }

  private Map<String, String> fromOrigin(String properties, String origin) {
    return answer(webApplication, properties, PAGE, origin).headers();
  }

  @Test
  void theAllowedHostsAreTheOnlyOnes() {
    assertThat(answer("rtc.rooms.allowed-hosts=app.example,school.example", PAGE).status())
        .isEqualTo(200);
    assertThat(answer("rtc.rooms.allowed-hosts=app.example", PAGE).status()).isEqualTo(400);
  }

  @Test
  void visitorsCreateNoRoomsIfTheyMustNot() {
    assertThat(answer("rtc.rooms.room-creation=true", "/room/create").status()).isEqualTo(303);
    assertThat(answer("rtc.rooms.room-creation=false", "/room/create").status()).isEqualTo(404);
  }

  @Test
  void whoIsNotLoggedInIsChallenged() {
    assertThat(challenge("rtc.rooms.challenge=Bearer")).isEqualTo("Bearer");
  }

  private String challenge(String property) {
    RoomResponse refused =
        answer(
            webApplication.withBean(
                Authenticator.class,
                () ->
                    handshake -> {
                      throw new RefusalException(Refusal.UNAUTHENTICATED, "Log in first");
                    }),
            property,
            PAGE,
            "http://school.example");
    assertThat(refused.status()).isEqualTo(401);
    return refused.headers().get("WWW-Authenticate");
  }

  @Test
  void clientsLeaveWithinTheWindowAndStayAway() {
    assertThat(shutdown("rtc.rooms.shutdown.window=2s rtc.rooms.shutdown.away=9s"))
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(9));
    assertThat(shutdown("rtc.rooms.shutdown.window=3s"))
        .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
  }

  /** What the rooms are told when the application stops. */
  private List<Object> shutdown(String properties) {
    List<Object> told = new ArrayList<>();
    Rooms rooms = RtcRooms.builder().secret(SECRET).build();
    Rooms listening =
        (Rooms)
            Proxy.newProxyInstance(
                Rooms.class.getClassLoader(),
                new Class<?>[] {Rooms.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("shutdown")) {
                    told.addAll(List.of(arguments));
                  }
                  return method.invoke(rooms, arguments);
                });
    webApplication
        .withBean(Rooms.class, () -> listening)
        .withPropertyValues(properties.split(" "))
        .run(context -> assertThat(context).hasNotFailed());
    return told;
  }

  /** A frame of a client is a use of its session otherwise, and the first one counts at once. */
  @Test
  void aClientDoesNotKeepItsSessionAliveIfItMustNot() throws Exception {
    try (ConfigurableApplicationContext school =
        School.start(School.ON_TOMCAT, "rtc.rooms.keep-sessions-alive=false")) {
      Visitor ann = new Visitor(School.address(school));
      ann.logIn("ann", "chalk");
      try (RoomClient client = ann.client(PAGE).build()) {
        client.connect().get(60, TimeUnit.SECONDS);
        AgeingSession session = school.getBean(School.Seen.class).newestSession();
        session.age(Duration.ofMinutes(20));
        client.say("Here").get(60, TimeUnit.SECONDS);

        assertThat(session.isFresh()).isFalse();
      }
    }
  }

  /** Such as {@code | `client-grace` | `20s` | how long … |}; a row may have two of them. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| ([^|]*)\\|");

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  /** A default that the guide describes in words is none of Spring's. */
  @Test
  void theGuideHasTheNamesAndDefaultsOfAllProperties() throws IOException {
    Map<String, String> described = new TreeMap<>(described());
    Map<String, String> known = new TreeMap<>();
    for (Map<?, ?> property : properties("rtc.rooms.")) {
      String name = String.valueOf(property.get("name")).substring("rtc.rooms.".length());
      String value = String.valueOf(Objects.requireNonNullElse(property.get("defaultValue"), ""));
      known.put(name.startsWith("limits.") ? "limits.*" : name, value.equals("[]") ? "" : value);
    }
    String challenge = described.put("challenge", "");

    assertThat(described).isEqualTo(known);
    assertThat(challenge).isEqualTo(challenge(""));
  }

  private static Map<String, String> described() throws IOException {
    String guide = Files.readString(Path.of("..", "..", "docs", "spring-boot.md"));
    String table = guide.substring(guide.indexOf("\n## Properties"));
    Map<String, String> defaults = new HashMap<>();
    for (MatchResult row :
        ROW.matcher(table.substring(0, table.indexOf("\n## Login"))).results().toList()) {
      List<String> names = codes(row.group(1));
      List<String> values = codes(row.group(2));
      for (int n = 0; n < names.size(); n++) {
        defaults.put(names.get(n), n < values.size() ? values.get(n) : "");
      }
    }
    defaults.remove("rtc.rooms."); // the head of the table
    return defaults;
  }

  private static List<String> codes(String text) {
    return CODE.matcher(text).results().map(code -> code.group(1)).collect(Collectors.toList());
  }

  @Test
  void everyPropertyIsDescribedForEditors() throws IOException {
    assertThat(properties("rtc.rooms."))
        .hasSizeGreaterThan(50)
        .allSatisfy(property -> assertThat(property.get("description")).asString().isNotBlank())
        .extracting(property -> String.valueOf(property.get("name")))
        .contains("rtc.rooms.limits.per-address.joins-per-second");
  }

  /** Those of the metadata that the build generates. */
  private static List<Map<?, ?>> properties(String prefix) throws IOException {
    String json;
    try (var in =
        Objects.requireNonNull(
            RoomsProperties.class.getResourceAsStream(
                "/META-INF/spring-configuration-metadata.json"))) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Map<?, ?>> found = new ArrayList<>();
    for (Object property :
        (List<?>) JsonParserFactory.getJsonParser().parseMap(json).get("properties")) {
      Map<?, ?> fields = (Map<?, ?>) property;
      if (String.valueOf(fields.get("name")).startsWith(prefix)) {
        found.add(fields);
      }
    }
    return found;
  }
}
