package dev.rtcrooms.examples.school;

import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.spring.RoomsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the lessons have besides chat, presence, viewers and streams. */
@Configuration(proxyBeanMethods = false)
class RoomConfiguration {

  /** Pupils raise their hands, and teachers mute, move and ban. */
  @Bean
  RoomsBuilderCustomizer moderation() {
    return rooms -> rooms.feature(Moderation::new);
  }
}
