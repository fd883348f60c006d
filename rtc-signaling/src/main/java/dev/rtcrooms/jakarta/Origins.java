package dev.rtcrooms.jakarta;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may open connections; immutable. Browsers send cookies with a WebSocket handshake
 * whatever page asks for it, and no container looks at the Origin header by itself. A client
 * without that header is no browser, and may come.
 */
final class Origins {

  private enum Rule {
    SAME_HOST,
    LISTED,
    ANY
  }

  private final Rule rule;
  private final Set<Origin> listed;

  private Origins(Rule rule, Set<Origin> listed) {
    this.rule = rule;
    this.listed = listed;
  }

  static Origins sameHost() {
    return new Origins(Rule.SAME_HOST, Set.of());
  }

  static Origins any() {
    return new Origins(Rule.ANY, Set.of());
  }

  static Origins listed(String... origins) {
    return new Origins(
        Rule.LISTED, Arrays.stream(origins).map(Origins::parsed).collect(Collectors.toSet()));
  }

  /** Tells what can be told without knowing the host, as the container asks it. */
  boolean refuse(@Nullable String origin) {
    return origin != null
        && rule == Rule.LISTED
        && Origin.parse(origin).filter(listed::contains).isEmpty();
  }

  /** Tells whether a handshake may go on. */
  boolean allow(Optional<String> origin, Optional<String> host) {
    return switch (rule) {
      case ANY -> true;
      case LISTED -> !refuse(origin.orElse(null));
      case SAME_HOST ->
          origin.isEmpty()
              || Origin.parse(origin.get())
                  .filter(o -> host.filter(o::isAt).isPresent())
                  .isPresent();
    };
  }

  private static Origin parsed(String text) {
    return Origin.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Not an origin, such as https://app.example: " + text));
  }
}
