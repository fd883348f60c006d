package dev.rtcrooms.transport;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The origins whose pages may use the rooms; immutable, any thread. Browsers send cookies with a
 * WebSocket handshake whichever page opens it, and no container checks the {@code Origin} header
 * itself. A client that sends no such header is not a browser and is allowed.
 */
public final class Origins {

  private static final String OPAQUE = "null";

  private enum Rule {
    SAME_HOST,
    LISTED,
    ANY
  }

  private final Rule rule;
  private final Set<WebOrigin> listed;
  private final boolean opaque;

  private Origins(Rule rule, Set<WebOrigin> listed, boolean opaque) {
    this.rule = rule;
    this.listed = listed;
    this.opaque = opaque;
  }

  /**
   * Allows pages of the host that the request was sent to. A page that was loaded by HTTP may not
   * open a connection by HTTPS.
   *
   * @return the rule
   */
  public static Origins sameHost() {
    return new Origins(Rule.SAME_HOST, Set.of(), false);
  }

  /**
   * Allows all pages.
   *
   * @return the rule
   */
  public static Origins any() {
    return new Origins(Rule.ANY, Set.of(), true);
  }

  /**
   * Allows the pages of these origins and no others.
   *
   * @param origins each a scheme, a host and, unless it is the default of the scheme, a port:
   *     {@code https://app.example}, {@code capacitor://localhost}
   * @return the rule
   * @throws IllegalArgumentException if one is not an origin; there are no wildcards
   */
  public static Origins listed(String... origins) {
    return new Origins(
        Rule.LISTED,
        Arrays.stream(origins).map(Origins::parsed).collect(Collectors.toUnmodifiableSet()),
        false);
  }

  /**
   * Also allows pages with an opaque origin, which browsers send as {@code null}: files, {@code
   * data:} addresses and sandboxed frames. Any page can put itself into such a frame, so this
   * allows nearly everybody.
   *
   * @return the changed rule
   */
  public Origins andNull() {
    return new Origins(rule, listed, true);
  }

  /**
   * Tells whether a page may open a connection.
   *
   * @param origin the Origin header's value, if there is one
   * @param scheme the scheme of the request, as the server knows it: {@code http}, {@code https},
   *     {@code ws} or {@code wss}
   * @param host the host and port that the request was sent to, if they are known
   * @return whether the handshake may continue
   */
  public boolean allows(Optional<String> origin, String scheme, Optional<String> host) {
    if (origin.isEmpty() || rule == Rule.ANY) {
      return true;
    }
    if (origin.get().equals(OPAQUE)) {
      return opaque;
    }
    Optional<WebOrigin> page = WebOrigin.parse(origin.get());
    if (rule == Rule.LISTED) {
      return page.filter(listed::contains).isPresent();
    }
    boolean secure = scheme.equals("https") || scheme.equals("wss");
    Optional<Authority> asked = host.flatMap(Authority::parse);
    return page.isPresent() && asked.isPresent() && page.get().isAt(asked.get(), secure);
  }

  /**
   * Tells whether scripts of an origin other than the server's own may read responses (Fetch
   * standard, "CORS protocol").
   *
   * @param origin exactly as browsers write it: in lower case, without a default port
   * @return true if this origin, or every origin, was allowed by name
   */
  public boolean includes(String origin) {
    if (origin.equals(OPAQUE)) {
      return opaque;
    }
    return WebOrigin.parse(origin)
        .filter(page -> page.toString().equals(origin))
        .filter(page -> rule == Rule.ANY || listed.contains(page))
        .isPresent();
  }

  private static WebOrigin parsed(String text) {
    return WebOrigin.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Not an origin, such as https://app.example: " + Masked.text(text)));
  }
}
