package dev.rtcrooms.transport;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port of an address, as a {@code Host} header has them (RFC 9110 §7.2); immutable.
 *
 * @param host in lower case: a name, an IPv4 address, or an IPv6 address in brackets
 * @param port 0 to 65535, or -1 if the text names none
 */
public record Authority(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile("([a-z0-9._~-]{1,253}|\\[[0-9a-f:.]{2,45}])(?::([0-9]{1,5}))?");
  private static final int NO_PORT = -1;
  private static final int MAX_PORT = 65_535;

  /**
   * Reads host and port. Letters may have either case; user information, percent signs and
   * characters outside ASCII are refused (write international names in their ASCII form, as
   * browsers send them).
   *
   * @param text such as {@code app.example} or {@code [::1]:8080}
   * @return the authority, or empty if the text has another form
   */
  public static Optional<Authority> parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = matcher.group(2) == null ? NO_PORT : Integer.parseInt(matcher.group(2));
    return port > MAX_PORT ? Optional.empty() : Optional.of(new Authority(matcher.group(1), port));
  }

  /**
   * Checks the public address of an application: what precedes the paths of its pages.
   *
   * @param url such as {@code https://app.example/meet}
   * @return the same without a slash at the end
   * @throws IllegalArgumentException if it is not http or https, has no host, or has a user, query
   *     or fragment
   */
  public static URI base(URI url) {
    boolean web =
        "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    String authority = url.getRawAuthority();
    if (!web || !bare || authority == null || parse(authority).isEmpty()) {
      throw new IllegalArgumentException("Not the address of a web application: " + url);
    }
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }

  /** The same without a port that the scheme implies. */
  Authority under(String scheme) {
    int implied =
        switch (scheme) {
          case "http", "ws" -> 80;
          case "https", "wss" -> 443;
          default -> NO_PORT;
        };
    return port == implied ? new Authority(host, NO_PORT) : this;
  }

  /**
   * The text that {@link #parse} reads.
   *
   * @return the host, and the port if there is one
   */
  @Override
  public String toString() {
    return port == NO_PORT ? host : host + ":" + port;
  }
}
