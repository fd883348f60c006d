package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.micrometer.MetricsListener;
import dev.rtcrooms.micrometer.RoomsMetrics;
import dev.rtcrooms.micrometer.SfuMetrics;
import dev.rtcrooms.sfu.Sfu;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Meters of rooms in an application that has a registry. */
class RoomsMetricsTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  RoomsAutoConfiguration.class, RoomsMetricsAutoConfiguration.class));

  @Test
  void roomsAreCountedInTheRegistryOfTheApplication() {
    application
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              context.getBean(RoomsMetrics.class).bindTo(registry);
              context.getBean(Rooms.class).create();

              Awaitility.await()
                  .atMost(30, TimeUnit.SECONDS)
                  .until(() -> registry.find("rtc.rooms.opened").counter() != null);
              assertThat(registry.find("rtc.rooms.open").gauge()).isNotNull();
            });
  }

  @Test
  void ofSeveralRoomsThePrimaryOnesHaveGauges() {
    ApplicationContextRunner several =
        application
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean("one", Rooms.class, () -> RtcRooms.builder().build());
    several
        .withBean("two", Rooms.class, () -> RtcRooms.builder().build())
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(MetricsListener.class)
                    .doesNotHaveBean(RoomsMetrics.class));
    several
        .withBean(
            "two",
            Rooms.class,
            () -> RtcRooms.builder().build(),
            definition -> definition.setPrimary(true))
        .run(
            context -> {
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              context.getBean(RoomsMetrics.class).bindTo(registry);
              context.getBean("two", Rooms.class).create();
              assertThat(registry.get("rtc.rooms.open").gauge().value()).isOne();
            });
  }

  @Test
  void theSfuOfTheApplicationHasMeters() {
    ApplicationContextRunner withSfu =
        application
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean("first", Sfu.class, RoomsMetricsTest::sfu);
    withSfu.run(
        context -> {
          MeterRegistry registry = context.getBean(MeterRegistry.class);
          context.getBean(SfuMetrics.class).bindTo(registry);
          assertThat(registry.get("rtc.sfu.rooms").gauge().value()).isZero();
        });
    try (Sfu other = sfu()) {
      withSfu
          .withBean("own", SfuMetrics.class, () -> new SfuMetrics(other))
          .run(
              context -> assertThat(context).getBeanNames(SfuMetrics.class).containsExactly("own"));
    }
    withSfu
        .withBean("second", Sfu.class, RoomsMetricsTest::sfu)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(RoomsMetrics.class)
                    .doesNotHaveBean(SfuMetrics.class));
  }

  private static Sfu sfu() {
    try {
      return Sfu.builder().announce(InetAddress.getLoopbackAddress()).loops(1).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anApplicationThatTurnsTheRoomsOffHasNoMeters() {
    application
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("rtc.rooms.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RoomsMetrics.class));
  }

  @Test
  void anApplicationWithoutARegistryHasNoMeters() {
    application.run(
        context ->
            assertThat(context)
                .hasSingleBean(Rooms.class)
                .doesNotHaveBean(MetricsListener.class)
                .doesNotHaveBean(RoomsMetrics.class));
  }
}
