package dev.rtcrooms.spring;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.sfu.Sfu;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * Adds the rooms to the actuator, where the application has it: the endpoint {@code rooms}, and the
 * health of the rooms. With several {@link Rooms}, none of which is primary, it adds nothing, and
 * with several {@link Sfu}s the health tells of none. Spring calls it while the application starts.
 */
@AutoConfiguration(after = RoomsAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(RoomsProperties.class)
@ConditionalOnSingleCandidate(Rooms.class)
final class RoomsActuatorAutoConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean
  @ConditionalOnMissingBean
  RoomsEndpoint roomsEndpoint(Rooms rooms, RoomsProperties properties) {
    return new RoomsEndpoint(rooms, properties.actuator().showIds(), PATIENCE);
  }

  @Bean
  @ConditionalOnMissingBean(name = "roomsHealthIndicator")
  @ConditionalOnProperty(name = "management.health.rooms.enabled", matchIfMissing = true)
  static RoomsHealth roomsHealthIndicator(
      ObjectProvider<Rooms> rooms,
      ObjectProvider<RoomsHealth.Details> details,
      ResourceLoader resources) {
    return new RoomsHealth(rooms, details, resources.getClassLoader());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Sfu.class)
  static class WithSfu {
    @Bean
    @ConditionalOnSingleCandidate(Sfu.class)
    RoomsHealth.Details sfuHealth(Sfu sfu) {
      return () ->
          Map.of("sfuPorts", sfu.ports(), "sfuOverloadedLoops", sfu.stats().overloadedLoops());
    }
  }
}
