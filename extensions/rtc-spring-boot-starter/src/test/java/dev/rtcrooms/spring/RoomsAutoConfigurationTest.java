package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Rate;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** How the rooms are built from properties and beans, without a server. */
class RoomsAutoConfigurationTest {

  private static final AutoConfigurations OURS =
      AutoConfigurations.of(RoomsAutoConfiguration.class, RoomsServletAutoConfiguration.class);

  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withConfiguration(OURS);

  private final WebApplicationContextRunner webApplication =
      new WebApplicationContextRunner().withConfiguration(OURS);

  @Test
  void anApplicationWithoutAServerHasRooms() {
    application.run(
        context -> {
          assertThat(context).hasSingleBean(Rooms.class).doesNotHaveBean(RoomWebSockets.class);
          assertThat(context.getBean(Rooms.class).limits())
              .usingRecursiveComparison()
              .isEqualTo(Limits.defaults());
        });
  }

  @Test
  void aWebApplicationOfATestNeedsNoContainer() {
    webApplication.run(
        context -> {
          assertThat(context).hasNotFailed().hasSingleBean(RoomWebSockets.class);
          assertThat(context.getBean(Rooms.class).create().id()).isNotNull();
        });
  }

  @Test
  void theRoomsEndWithTheApplication() {
    List<Rooms> seen = new ArrayList<>();
    webApplication.run(context -> seen.add(context.getBean(Rooms.class)));
    application.run(context -> seen.add(context.getBean(Rooms.class)));

    for (Rooms rooms : seen) {
      assertThatThrownBy(rooms::create).isInstanceOf(IllegalStateException.class);
    }
    assertThat(seen).hasSize(2);
  }

  @Test
  void anApplicationCanTurnItOff() {
    webApplication
        .withPropertyValues("rtc.rooms.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Rooms.class));
  }

  @Test
  void theRoomsOfTheApplicationTakeItsPlace() {
    Rooms own = RtcRooms.builder().build();
    webApplication
        .withBean("own", Rooms.class, () -> own)
        .run(context -> assertThat(context.getBean(Rooms.class)).isSameAs(own));
  }

  @Test
  void severalRoomsAreNamedByTheFailure() {
    webApplication
        .withBean("one", Rooms.class, () -> RtcRooms.builder().build())
        .withBean("two", Rooms.class, () -> RtcRooms.builder().build())
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("several beans of type Rooms (one, two). Mark"));
  }

  @Test
  void ofSeveralRoomsThePrimaryOnesAreServed() {
    webApplication
        .withBean("one", Rooms.class, () -> RtcRooms.builder().build())
        .withBean(
            "two",
            Rooms.class,
            () -> RtcRooms.builder().build(),
            definition -> definition.setPrimary(true))
        .run(
            context ->
                assertThat(context.getBean(RoomRoutes.class).rooms())
                    .isSameAs(context.getBean("two")));
  }

  @Test
  void ofSeveralRoomsThoseOfTheRoutesAreServed() {
    Rooms one = RtcRooms.builder().build();
    webApplication
        .withBean("one", Rooms.class, () -> one)
        .withBean("two", Rooms.class, () -> RtcRooms.builder().build())
        .withBean(RoomRoutes.class, () -> RoomRoutes.of(one))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(RoomWebSockets.class));
  }

  @Test
  void theActuatorNeedsOneSfuAndOneOfTheRooms() {
    ApplicationContextRunner operated =
        application
            .withConfiguration(AutoConfigurations.of(RoomsActuatorAutoConfiguration.class))
            .withBean("first", Sfu.class, RoomsAutoConfigurationTest::sfu);
    operated.run(context -> assertThat(context).hasSingleBean(RoomsHealth.Details.class));
    operated
        .withBean("second", Sfu.class, RoomsAutoConfigurationTest::sfu)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(RoomsEndpoint.class)
                    .doesNotHaveBean(RoomsHealth.Details.class));
    operated
        .withBean("one", Rooms.class, () -> RtcRooms.builder().build())
        .withBean("two", Rooms.class, () -> RtcRooms.builder().build())
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RoomsEndpoint.class));
  }

  private static Sfu sfu() {
    try {
      return Sfu.builder().announce(InetAddress.getLoopbackAddress()).loops(1).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void beansOfFeaturesTakeThePlaceOfTheDefaultOnesInTheirOrder() {
    List<String> created = new CopyOnWriteArrayList<>();
    application
        .withBean("one", Feature.Factory.class, () -> named("one", created))
        .withBean("two", Feature.Factory.class, () -> named("two", created))
        .withBean(
            RoomsBuilderCustomizer.class, () -> rooms -> rooms.feature(named("three", created)))
        .run(
            context ->
                context
                    .getBean(Rooms.class)
                    .create()
                    .call(() -> "opened")
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS));

    assertThat(created).containsExactly("one", "two", "three");
  }

  @Test
  void theServletIsMappedToAddressesThatACustomizerAdds() {
    webApplication
        .withPropertyValues("rtc.rooms.path=/meet")
        .withBean(HttpOptionsCustomizer.class, () -> options -> options.add(new Further()))
        .run(
            context ->
                assertThat(context.getBean(ServletRegistrationBean.class).getUrlMappings())
                    .containsExactly(
                        "/meet/room/*", "/meet/stream/*", "/meet/rtc-rooms/*", "/meet/more/*"));
  }

  /** Addresses that a customizer adds. */
  private static final class Further implements ExtraRoutes {
    @Override
    public List<String> paths() {
      return List.of("/more");
    }

    @Override
    public List<String> methods(String path) {
      return List.of();
    }

    @Override
    public int bodyBytes(String path) {
      return 0;
    }

    @Override
    public CompletionStage<RoomResponse> handle(RoomRequest request, String base) {
      return CompletableFuture.failedStage(new AssertionError());
    }

    @Override
    public String masked(String path) {
      return path;
    }
  }

  private static Feature.Factory named(String name, List<String> created) {
    return room -> {
      created.add(name);
      return new Feature() {};
    };
  }

  private ApplicationContextRunner node() {
    SimulatedCluster engines =
        new SimulatedCluster(new VirtualTime(), new Random(1), JsonCodec::new);
    return application
        .withPropertyValues("rtc.rooms.secret=the secret of all nodes")
        .withBean(Cluster.class, () -> engines.node("n0"));
  }

  @Test
  void aBeanJoinsTheRoomsToACluster() {
    node()
        .run(
            context -> {
              Rooms rooms = context.getBean(Rooms.class);
              assertThat(rooms.address()).isEmpty();
              assertThatThrownBy(rooms::create)
                  .isInstanceOf(RefusalException.class)
                  .hasMessageContaining("use Rooms.open");
            });
  }

  @Test
  void aNodeHasAnAddressOfItsOwn() {
    node()
        .withPropertyValues("rtc.rooms.node-url=https://app.example/node1")
        .run(
            context ->
                assertThat(context.getBean(Rooms.class).address())
                    .contains(URI.create("https://app.example/node1")));
  }

  @Test
  void anAddressOfANodeThatIsNoneIsNamedByItsProperty() {
    node()
        .withPropertyValues("rtc.rooms.node-url=ftp://app.example")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("rtc.rooms.node-url: "));
  }

  @Test
  void withoutAClusterTheAddressOfTheNodeIsNotUsed() {
    application
        .withPropertyValues("rtc.rooms.node-url=https://app.example/node1")
        .run(context -> assertThat(context.getBean(Rooms.class).address()).isEmpty());
  }

  @Test
  void aSecretThatIsTooShortIsNamedByItsProperty() {
    application
        .withPropertyValues("rtc.rooms.secret=short")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining(
                        "rtc.rooms.secret: The secret must have at least 16 bytes"));
  }

  /** Spring Boot would take the text of the placeholder, which everybody can read. */
  @Test
  void aVariableThatIsMissingIsNamed() {
    application
        .withPropertyValues("rtc.rooms.secret=${THE_SECRET_OF_OUR_ROOMS}")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining(
                        "rtc.rooms.secret: there is no value for ${THE_SECRET_OF_OUR_ROOMS}"));
  }

  @Test
  void thePropertiesDoNotShowTheSecret() {
    application
        .withPropertyValues("rtc.rooms.secret=a secret of sixteen bytes")
        .run(
            context ->
                assertThat(context.getBean(RoomsProperties.class).toString())
                    .doesNotContain("secret"));
  }

  /** A limit that is added to the library fails here until it has a property. */
  @Test
  void everyLimitHasAProperty() {
    List<String> limits =
        Arrays.stream(Limits.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("toBuilder"))
            .toList();
    List<String> properties =
        Arrays.stream(LimitsProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    assertThat(properties).containsExactlyInAnyOrderElementsOf(limits);
  }

  @Test
  void everyLimitIsBoundInAnyNotation() {
    Limits expected =
        Limits.builder()
            .rooms(1)
            .clientsPerRoom(2)
            .messageBytes(3 * 1024)
            .frameBytes(4)
            .frameMessages(5)
            .chatText(6)
            .pendingBytes(7)
            .unreadBytes(8)
            .controlFramesPerSecond(9)
            .outboundFrameBytes(10)
            .outboxBytes(11)
            .outboxAge(Duration.ofSeconds(12))
            .commandsPerSecond(13)
            .commandBurst(14)
            .commandBytes(new Rate(15, Limits.defaults().commandBytes().burst()))
            .answerBytes(new Rate(35, 36))
            .fanOutBytes(new Rate(16, 17))
            .roomCommands(new Rate(18, 19))
            .roomBytes(new Rate(20, 21))
            .recorderBytes(22)
            .memory(new MemoryLimits(23, 24, 25, 26))
            .answerTimeout(Duration.ofMillis(27))
            .perUser(new Quota(28, 29, 30, 31))
            .perAddress(new Quota(32, Quota.DEFAULT.joinsPerSecond(), 33, 34))
            .build();
    application
        .withPropertyValues(
            "rtc.rooms.limits.rooms=1",
            "rtc.rooms.limits.clientsPerRoom=2",
            "rtc.rooms.limits.message-bytes=3KB",
            "rtc.rooms.limits.frame_bytes=4",
            "rtc.rooms.limits.FRAME_MESSAGES=5",
            "rtc.rooms.limits.chat-text=6",
            "rtc.rooms.limits.pending-bytes=7",
            "rtc.rooms.limits.unread-bytes=8B",
            "rtc.rooms.limits.control-frames-per-second=9",
            "rtc.rooms.limits.outbound-frame-bytes=10",
            "rtc.rooms.limits.outbox-bytes=11",
            "rtc.rooms.limits.outbox-age=12s",
            "rtc.rooms.limits.commands-per-second=13",
            "rtc.rooms.limits.command-burst=14",
            "rtc.rooms.limits.command-bytes.per-second=15",
            "rtc.rooms.limits.answer-bytes.per-second=35",
            "rtc.rooms.limits.answer-bytes.burst=36",
            "rtc.rooms.limits.fan-out-bytes.per-second=16",
            "rtc.rooms.limits.fan-out-bytes.burst=17",
            "rtc.rooms.limits.room-commands.per-second=18",
            "rtc.rooms.limits.room-commands.burst=19",
            "rtc.rooms.limits.room-bytes.per-second=20",
            "rtc.rooms.limits.room-bytes.burst=21",
            "rtc.rooms.limits.recorder-bytes=22",
            "rtc.rooms.limits.memory.history-bytes=23",
            "rtc.rooms.limits.memory.outbox-bytes=24",
            "rtc.rooms.limits.memory.unread-bytes=25",
            "rtc.rooms.limits.memory.state-bytes=26",
            "rtc.rooms.limits.answer-timeout=27ms",
            "rtc.rooms.limits.per-user.connections=28",
            "rtc.rooms.limits.per-user.joins-per-second=29",
            "rtc.rooms.limits.per-user.new-rooms-per-minute=30",
            "rtc.rooms.limits.per-user.rooms=31",
            "rtc.rooms.limits.per-address.connections=32",
            "rtc.rooms.limits.per-address.new-rooms-per-minute=33",
            "rtc.rooms.limits.per-address.rooms=34")
        .run(
            context ->
                assertThat(context.getBean(Rooms.class).limits())
                    .usingRecursiveComparison()
                    .isEqualTo(expected));
  }
}
