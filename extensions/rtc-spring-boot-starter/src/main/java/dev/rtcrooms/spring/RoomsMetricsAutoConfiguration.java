package dev.rtcrooms.spring;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.micrometer.MetricsListener;
import dev.rtcrooms.micrometer.RoomsMetrics;
import dev.rtcrooms.micrometer.SfuMetrics;
import dev.rtcrooms.sfu.Sfu;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows the application's rooms and its SFU as meters, where it has the dependency {@code
 * rtc-micrometer} and a {@link MeterRegistry}, such as that of Spring Boot's actuator. With several
 * {@link Rooms}, none of which is primary, there are no gauges, and with several {@link Sfu}s there
 * are no meters of any. Spring calls it while the application starts.
 */
@AutoConfiguration(
    after = RoomsAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnProperty(prefix = "rtc.rooms", name = "enabled", matchIfMissing = true)
@ConditionalOnClass({MeterRegistry.class, MetricsListener.class})
@ConditionalOnBean(MeterRegistry.class)
final class RoomsMetricsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  MetricsListener roomMetricsListener(MeterRegistry registry) {
    return new MetricsListener(registry);
  }

  /** Spring Boot's actuator binds it to the registry. */
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnSingleCandidate(Rooms.class)
  RoomsMetrics roomsMetrics(Rooms rooms) {
    return new RoomsMetrics(rooms);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Sfu.class)
  static class WithSfu {
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Sfu.class)
    SfuMetrics sfuMetrics(Sfu sfu) {
      return new SfuMetrics(sfu);
    }
  }
}
