package dev.rtcrooms.spring;

import dev.rtcrooms.RoomsBuilder;

/**
 * A bean that changes the rooms before they are built, for what has no property and no type of bean
 * of its own: for example a feature with messages of its own. Called once, in the order of the
 * beans, after properties and other beans were applied.
 *
 * <pre>{@code
 * @Bean
 * RoomsBuilderCustomizer hands() {
 *   return rooms -> rooms.feature(Hands::new, Hands.RAISE, Hands.RAISED);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RoomsBuilderCustomizer {

  /**
   * Changes the rooms.
   *
   * @param rooms the builder, with all that is configured otherwise
   */
  void customize(RoomsBuilder rooms);
}
