package dev.rtcrooms.ice;

import java.util.Locale;
import java.util.Set;

/**
 * A STUN or TURN URI: {@code scheme:host[:port]}, and for TURN {@code ?transport=...} (RFC 7064
 * §3.1, RFC 7065 §3.1). Immutable.
 *
 * @param scheme in lower case
 */
record IceUri(String scheme) {

  private static final Set<String> STUN = Set.of("stun", "stuns");
  private static final Set<String> TURN = Set.of("turn", "turns");

  /** Browsers take no other (W3C webrtc-pc, "validate an ICE server URL"). */
  private static final Set<String> TRANSPORTS = Set.of("?transport=udp", "?transport=tcp");

  private static final int MAX_PORT = 65_535;

  static IceUri of(String uri) {
    int colon = uri.indexOf(':');
    int query = uri.indexOf('?');
    int end = query < 0 ? uri.length() : query;
    if (colon < 0 || colon > end) {
      throw bad(uri, "no scheme");
    }
    IceUri read = new IceUri(uri.substring(0, colon).toLowerCase(Locale.ROOT));
    if (!STUN.contains(read.scheme) && !read.isTurn()) {
      throw bad(uri, "the scheme is stun, stuns, turn or turns");
    }
    if (query >= 0 && !(read.isTurn() && TRANSPORTS.contains(uri.substring(query)))) {
      throw bad(uri, "only TURN has ?transport=udp or ?transport=tcp");
    }
    checkAddress(uri, uri.substring(colon + 1, end));
    return read;
  }

  /** All of one family, and at least one. */
  static void check(String[] uris, boolean turn) {
    if (uris.length == 0) {
      throw new IllegalArgumentException("At least one URI is needed");
    }
    for (String uri : uris) {
      if (of(uri).isTurn() != turn) {
        throw bad(uri, turn ? "not a TURN URI" : "not a STUN URI");
      }
    }
  }

  boolean isTurn() {
    return TURN.contains(scheme);
  }

  private static void checkAddress(String uri, String address) {
    int bracket = address.lastIndexOf(']');
    int colon = address.indexOf(':', Math.max(0, bracket));
    String host = colon < 0 ? address : address.substring(0, colon);
    if (!(host.startsWith("[") ? isIpv6(host) : isName(host))) {
      throw bad(uri, "not a host");
    }
    if (colon >= 0 && !isPort(address.substring(colon + 1))) {
      throw bad(uri, "not a port");
    }
  }

  /** In brackets; whether the address exists is for the browser to find out. */
  private static boolean isIpv6(String host) {
    return host.endsWith("]")
        && host.indexOf(':') >= 0
        && host.substring(1, host.length() - 1).chars().allMatch(IceUri::isIpv6Char);
  }

  private static boolean isIpv6Char(int c) {
    return c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0);
  }

  /** A name or an IPv4 address, in the letters of DNS. */
  private static boolean isName(String host) {
    return !host.isEmpty()
        && host.chars()
            .allMatch(
                c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_'));
  }

  private static boolean isPort(String port) {
    return !port.isEmpty()
        && port.length() <= 5
        && port.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(port) >= 1
        && Integer.parseInt(port) <= MAX_PORT;
  }

  private static IllegalArgumentException bad(String uri, String why) {
    return new IllegalArgumentException("Not a STUN or TURN URI: " + uri + " (" + why + ")");
  }
}
