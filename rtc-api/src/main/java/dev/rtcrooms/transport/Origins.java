package dev.rtcrooms.transport;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may open connections; immutable, for any transport. Browsers send cookies with a
 * WebSocket handshake whatever page asks for it, and no container looks at the Origin header by
 * itself. A client without that header is no browser, and may come.
 */
public final class Origins {

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

  /**
   * The pages of the host that the Host header names.
   *
   * @return the rule
   */
  public static Origins sameHost() {
    return new Origins(Rule.SAME_HOST, Set.of());
  }

  /**
   * All pages there are.
   *
   * @return the rule
   */
  public static Origins any() {
    return new Origins(Rule.ANY, Set.of());
  }

  /**
   * The pages of these origins and no others.
   *
   * @param origins each scheme, host and, unless it is the scheme's own, port: {@code
   *     https://app.example}
   * @return the rule
   * @throws IllegalArgumentException if one is not an origin
   */
  public static Origins listed(String... origins) {
    return new Origins(
        Rule.LISTED, Arrays.stream(origins).map(Origins::parsed).collect(Collectors.toSet()));
  }

  /**
   * Tells what can be told without knowing the host.
   *
   * @param origin the Origin header's value, or null if there is none
   * @return whether the handshake may not go on, whatever host it is for
   */
  public boolean refuse(@Nullable String origin) {
    return origin != null
        && rule == Rule.LISTED
        && Origin.parse(origin).filter(listed::contains).isEmpty();
  }

  /**
   * Tells whether a handshake may go on.
   *
   * @param origin the Origin header's value, if there is one
   * @param host the Host header's value, if there is one
   * @return whether the page may open a connection
   */
  public boolean allows(Optional<String> origin, Optional<String> host) {
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
