package dev.rtcrooms.transport;

import java.util.Locale;
import java.util.Optional;

/**
 * A web origin (RFC 6454 §6.2), in lower case and without its scheme's default port; immutable.
 * Every scheme is allowed: pages in applications have origins such as {@code capacitor://localhost}
 * and {@code chrome-extension://abcdef}.
 *
 * @param scheme such as {@code https}
 * @param authority host and, unless it is the default of the scheme, port
 */
record WebOrigin(String scheme, Authority authority) {

  private static final String SEPARATOR = "://";
  private static final String SCHEME = "[a-z][a-z0-9+.-]*";
  private static final String HTTPS = "https";

  /** Reads an Origin header's value. The opaque origin {@code null} is not a web origin. */
  static Optional<WebOrigin> parse(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    int end = folded.indexOf(SEPARATOR);
    if (end < 0 || !folded.substring(0, end).matches(SCHEME)) {
      return Optional.empty();
    }
    String scheme = folded.substring(0, end);
    return Authority.parse(folded.substring(end + SEPARATOR.length()))
        .map(authority -> new WebOrigin(scheme, authority.under(scheme)));
  }

  /**
   * Tells whether a page of this origin comes from the host that a request was sent to. A page that
   * was loaded by HTTPS may send its requests through a proxy that ends TLS, so they may arrive by
   * HTTP. The reverse is refused, because anybody in the network can change a page that was loaded
   * by HTTP.
   */
  boolean isAt(Authority host, boolean secure) {
    boolean sameScheme = scheme.equals(HTTPS) || (scheme.equals("http") && !secure);
    return sameScheme && authority.equals(host.under(scheme));
  }

  /** As browsers write it (HTML standard, "serialization of an origin"). */
  @Override
  public String toString() {
    return scheme + SEPARATOR + authority;
  }
}
