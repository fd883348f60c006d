package dev.rtcrooms.spring;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.micrometer.CommandObservations;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.spi.cluster.Cluster;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Builds the application's {@link Rooms} from beans and from the properties {@code rtc.rooms.*}.
 * Spring calls it while the application starts. It takes any number of beans of the types {@link
 * Feature.Factory}, {@link MessageType}, {@link RoomListener} and {@link RoomsBuilderCustomizer},
 * in their order, any number of beans with methods that have {@link RoomCommand}, and at most one
 * each of {@link IceServers}, {@link DefaultStreams}, {@link Authenticator}, {@link Admission},
 * {@link HistoryStore} and {@link Cluster}.
 *
 * <p>Without a bean of type {@code Feature.Factory}, the rooms have chat, presence, viewers and
 * streams. A bean of type {@code Rooms} takes the place of all of this.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "rtc.rooms", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(RoomsProperties.class)
final class RoomsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Rooms rooms(RoomsBuilder builder) {
    return builder.build();
  }

  /** Created only where rooms are built from beans. */
  @Bean
  @Lazy
  CommandMethods roomCommandMethods(ConfigurableListableBeanFactory beans) {
    return new CommandMethods(beans);
  }

  /** Also for tests, whose kit builds rooms for each of them. */
  @Bean
  @Scope(BeanDefinition.SCOPE_PROTOTYPE)
  RoomsBuilder roomsBuilder(
      RoomsProperties properties,
      Environment environment,
      ObjectProvider<Feature.Factory> features,
      ObjectProvider<IceServers> iceServers,
      ObjectProvider<DefaultStreams> streams,
      ObjectProvider<Authenticator> authenticator,
      ObjectProvider<Admission> admission,
      ObjectProvider<HistoryStore> history,
      ObjectProvider<Cluster> cluster,
      ObjectProvider<RoomListener> listeners,
      ObjectProvider<MessageType<?>> types,
      CommandMethods commands,
      ObjectProvider<RoomsBuilderCustomizer> customizers) {
    RoomsBuilder rooms = RtcRooms.builder();
    properties.applyTo(rooms);
    if (usesVirtualThreads(environment)) {
      rooms.executor(new VirtualThreadTaskExecutor("rtc-rooms-"));
    }
    addFeatures(rooms, features.orderedStream().toList(), iceServers, streams);
    commands.addTo(rooms, types.orderedStream().toList());
    authenticator.ifAvailable(rooms::authenticator);
    admission.ifAvailable(rooms::admission);
    history.ifAvailable(rooms::history);
    cluster.ifAvailable(joined -> properties.join(rooms, joined));
    listeners.orderedStream().forEach(rooms::listener);
    customizers.orderedStream().forEach(each -> each.customize(rooms));
    return rooms;
  }

  private static void addFeatures(
      RoomsBuilder rooms,
      List<Feature.Factory> features,
      ObjectProvider<IceServers> iceServers,
      ObjectProvider<DefaultStreams> streams) {
    if (features.isEmpty()) {
      DefaultStreams chosen = streams.getIfAvailable(() -> Streams::mesh);
      rooms
          .feature(Chat::new)
          .feature(Presence::new)
          .feature(Viewers::new)
          .feature(chosen.create(iceServers.getIfAvailable(IceServers::none)));
    } else if (streams.stream().findAny().isPresent()) {
      throw new IllegalStateException(
          "A bean of type DefaultStreams has no effect beside beans of type Feature.Factory, which"
              + " take the place of all default features. Remove it, or remove those");
    } else {
      features.forEach(rooms::feature);
    }
  }

  /** Spring Boot's own class for this has another name in each of its versions. */
  private static boolean usesVirtualThreads(Environment environment) {
    return environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
        && JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(CommandObservations.class)
  static class WithMicrometer {
    /** The first of the customizers, so that others may replace what it sets. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RoomsBuilderCustomizer roomCommandObservations(
        ObjectProvider<Authenticator> authenticator, ObjectProvider<ObservationRegistry> registry) {
      return rooms -> {
        ObservationRegistry observations = registry.getIfUnique(() -> ObservationRegistry.NOOP);
        if (!observations.isNoop()) {
          Authenticator users = authenticator.getIfAvailable(Authenticator::guests);
          rooms
              .authenticator(CommandObservations.traced(users))
              .commandObserver(new CommandObservations(observations));
        }
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.security.core.Authentication")
  static class WithSpringSecurity {
    @Bean
    @ConditionalOnMissingBean(Authenticator.class)
    SecurityUsers roomUsers() {
      return new SecurityUsers();
    }
  }
}
