package dev.rtcrooms.transport;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin (RFC 6454 §6.2), in lower case and without its scheme's default port; immutable.
 *
 * @param scheme such as {@code https}
 * @param authority host and, unless it is the scheme's own, port
 */
record Origin(String scheme, String authority) {

  private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9+.-]*)://([^/?#@\\s]+)");

  /** Reads an Origin header's value; the opaque origin {@code null} is none. */
  static Optional<Origin> parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(new Origin(matcher.group(1), bare(matcher.group(1), matcher.group(2))))
        : Optional.empty();
  }

  /** Tells whether pages of this origin come from the host that a Host header names. */
  boolean isAt(String host) {
    return authority.equals(bare(scheme, host.toLowerCase(Locale.ROOT)));
  }

  private static String bare(String scheme, String authority) {
    String port =
        switch (scheme) {
          case "http", "ws" -> ":80";
          case "https", "wss" -> ":443";
          default -> "";
        };
    return !port.isEmpty() && authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }
}
