package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.sfu.Sfu;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The rooms in the actuator, over HTTP. */
class ActuatorTest {

  private static final String ID = "0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4";
  private static final String ROOMS = "/actuator/rooms";

  private ConfigurableApplicationContext application;
  private Visitor operator;
  private Room room;

  /** An application with an SFU, whose actuator needs no login. */
  @Configuration(proxyBeanMethods = false)
  static class Operated {
    @Bean(destroyMethod = "close")
    Sfu sfu() throws IOException {
      return Sfu.builder().announce(InetAddress.getLoopbackAddress()).loops(1).build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain actuator(HttpSecurity http) throws Exception {
      return http.securityMatcher(
              request -> request.getRequestURI().matches("/(actuator|room|error).*"))
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          .csrf(csrf -> csrf.disable())
          .build();
    }
  }

  private void start(String... properties) {
    application =
        new SpringApplicationBuilder(School.class, Operated.class)
            .properties(School.ON_TOMCAT, "server.port=0")
            .properties("rtc.rooms.secret=a secret of the tests alone")
            .properties("logging.level.root=warn", "spring.main.banner-mode=off")
            .properties("management.endpoints.web.exposure.include=health,rooms")
            .properties("management.endpoint.health.show-details=always")
            .properties(properties)
            .run();
    operator = new Visitor(School.address(application));
    room = application.getBean(Rooms.class).getOrCreate(UUID.fromString(ID));
  }

  @AfterEach
  void stop() {
    application.close();
  }

  /** Somebody who has joined, as long as the client is open. */
  private RoomClient join() throws Exception {
    RoomClient client = operator.client("/room/" + room.id()).build();
    client.connect().get(60, TimeUnit.SECONDS);
    return client;
  }

  private String body(String path) throws Exception {
    return operator.get(path, "Accept", "application/json").body();
  }

  @Test
  void theHealthIsThatOfRoomsAndSfu() throws Exception {
    start();

    int port = application.getBean(Sfu.class).ports().get(0);
    assertThat(body("/actuator/health"))
        .contains("\"rooms\":1,\"clients\":0", "\"sfuPorts\":[" + port + "]");
    assertThat(operator.get("/actuator/health/rooms").statusCode()).isEqualTo(200);
  }

  @Test
  void roomsThatStopAreOutOfService() throws Exception {
    start();

    application.getBean(Rooms.class).shutdown(Duration.ZERO, Duration.ZERO);

    assertThat(operator.get("/actuator/health/rooms").statusCode()).isEqualTo(503);
    assertThat(body("/actuator/health/rooms")).contains("OUT_OF_SERVICE");
  }

  @Test
  void theListAndTheRoomShowNoIds() throws Exception {
    start();
    try (RoomClient client = join()) {
      String user = client.opened().join().member().user().id();

      assertThat(body(ROOMS))
          .contains("\"room\":\"0b7d…\"", "\"people\":1")
          .doesNotContain(ID.substring(0, 8));
      assertThat(body(ROOMS + "/0b7d"))
          .contains("\"client\":\"" + client.opened().join().member().client() + "\"")
          .contains("\"role\":\"PARTICIPANT\"", "\"chat\"")
          .doesNotContain(ID.substring(0, 8), user);
      assertThat(body(ROOMS + "/" + ID)).contains("\"room\":\"0b7d…\"");
    }
  }

  /** Longer beginnings would tell the whole id to those who try them. */
  @Test
  void noOtherBeginningFindsARoom() throws Exception {
    start();

    for (String text : new String[] {"0b7", "0b7d2", "0b7d2c1e", "1b7d", UUID.randomUUID() + ""}) {
      assertThat(operator.get(ROOMS + "/" + text).statusCode()).as(text).isEqualTo(404);
    }
  }

  @Test
  void anApplicationCanShowIds() throws Exception {
    start("rtc.rooms.actuator.show-ids=true");
    try (RoomClient client = join()) {
      assertThat(body(ROOMS)).contains("\"room\":\"" + ID + "\"");
      assertThat(body(ROOMS + "/" + ID)).contains(client.opened().join().member().user().id());
    }
  }

  @Test
  void operatorsReadOnlyUnlessTheApplicationLetsThemWrite() throws Exception {
    start();

    assertThat(operator.delete(ROOMS + "/0b7d").statusCode()).isEqualTo(405);
    assertThat(application.getBean(Rooms.class).all()).hasSize(1);
  }

  /** Which of Spring Boot's properties let operators write. */
  @ParameterizedTest
  @CsvSource({
    "management.endpoints.access.default=unrestricted, , 204",
    "management.endpoint.rooms.enabled=true, , 204",
    "management.endpoints.access.default=unrestricted, "
        + "management.endpoint.rooms.access=read-only, 405",
  })
  void otherPropertiesLetOperatorsWriteToo(String first, String second, int status)
      throws Exception {
    start(first, second == null ? first : second);

    assertThat(operator.delete(ROOMS + "/0b7d").statusCode()).isEqualTo(status);
  }

  @Test
  void anOperatorDisconnectsAClientAndClosesARoom() throws Exception {
    start("management.endpoint.rooms.access=unrestricted");
    try (RoomClient first = join();
        RoomClient second = join()) {
      String client = first.opened().join().member().client();
      assertThat(operator.delete(ROOMS + "/0b7d/nobody").statusCode()).isEqualTo(404);
      assertThat(operator.delete(ROOMS + "/1b7d/" + client).statusCode()).isEqualTo(404);

      assertThat(operator.delete(ROOMS + "/0b7d/" + client).statusCode()).isEqualTo(204);
      assertThat(first.closed().get(60, TimeUnit.SECONDS).code())
          .isEqualTo(CloseReason.REMOVED.code());

      assertThat(operator.delete(ROOMS + "/0b7d").statusCode()).isEqualTo(204);
      assertThat(second.closed().get(60, TimeUnit.SECONDS).code())
          .isEqualTo(CloseReason.ROOM_CLOSED.code());
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> application.getBean(Rooms.class).all().isEmpty());
      assertThat(operator.delete(ROOMS + "/0b7d").statusCode()).isEqualTo(404);
    }
  }
}
