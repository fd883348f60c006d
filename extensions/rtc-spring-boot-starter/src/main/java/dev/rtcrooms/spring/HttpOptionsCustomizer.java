package dev.rtcrooms.spring;

import dev.rtcrooms.http.HttpOptions;

/**
 * A bean that changes the options of pages and WebSockets, for what has no property. Called once,
 * in the order of the beans, after properties and the layout were applied.
 *
 * <pre>{@code
 * @Bean
 * HttpOptionsCustomizer files() {
 *   return options -> options.allowNullOrigin();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface HttpOptionsCustomizer {

  /**
   * Changes the options.
   *
   * @param options the options, with all that is configured otherwise
   */
  void customize(HttpOptions options);
}
