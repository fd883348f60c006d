package dev.rtcrooms.ice;

import dev.rtcrooms.grammar.Decimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The URI of a STUN or TURN server: {@code scheme:host[:port]}, and for TURN {@code ?transport=...}
 * (RFC 7064 §3.1, RFC 7065 §3.1). {@link #toString()} returns the text that was read. Immutable;
 * any thread.
 */
public final class IceUri {

  private static final int PORT = 3478;
  private static final int SECURE_PORT = 5349;
  private static final String TRANSPORT = "transport=";

  /** Browsers accept no other (W3C webrtc-pc, "validate an ICE server URL"). */
  private static final Set<String> TRANSPORTS = Set.of("udp", "tcp");

  /** The scheme of a URI: the server's protocol, and whether it runs over TLS. */
  public enum Scheme {
    /** STUN. */
    STUN,
    /** STUN over TLS. */
    STUNS,
    /** TURN. */
    TURN,
    /** TURN over TLS. */
    TURNS
  }

  private final String text;
  private final Scheme scheme;
  private final String host;
  private final @Nullable Integer port;
  private final @Nullable String transport;

  private IceUri(String text) {
    this.text = text;
    int colon = text.indexOf(':');
    int query = text.indexOf('?');
    int end = query < 0 ? text.length() : query;
    if (colon < 0 || colon > end) {
      throw bad("no scheme");
    }
    scheme = scheme(text.substring(0, colon));
    int afterHost = hostEnd(colon + 1, end);
    host = text.substring(colon + 1, afterHost);
    if (!isHost(host)) {
      throw bad("not a host");
    }
    port = afterHost == end ? null : port(text.substring(afterHost + 1, end));
    transport = query < 0 ? null : transport(text.substring(query + 1));
  }

  /**
   * Reads a URI.
   *
   * @param uri such as {@code turn:turn.example.org:3478?transport=udp}
   * @return the URI's parts
   * @throws IllegalArgumentException if it is malformed, or if browsers would refuse it
   */
  public static IceUri of(String uri) {
    return new IceUri(uri);
  }

  /**
   * Checks that there is at least one URI, and that all are of TURN servers or all of STUN ones.
   */
  static void check(String[] uris, boolean turn) {
    if (uris.length == 0) {
      throw new IllegalArgumentException("At least one URI is needed");
    }
    for (String text : uris) {
      IceUri uri = of(text);
      if (uri.isTurn() != turn) {
        throw uri.bad(turn ? "not a TURN URI" : "not a STUN URI");
      }
    }
  }

  private Scheme scheme(String name) {
    for (Scheme known : Scheme.values()) {
      if (known.name().equals(name.toUpperCase(Locale.ROOT))) {
        return known;
      }
    }
    throw bad("the scheme is stun, stuns, turn or turns");
  }

  private int hostEnd(int from, int end) {
    int bracket = text.indexOf(']', from);
    int colon = text.indexOf(':', bracket < 0 || bracket > end ? from : bracket);
    return colon < 0 || colon > end ? end : colon;
  }

  /** A name, an IPv4 address, or an IPv6 address in brackets (RFC 3986 §3.2.2). */
  private static boolean isHost(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return Ipv6.isOne(host.substring(1, host.length() - 1));
    }
    return host.indexOf(':') < 0 && AddressKind.of(host) != AddressKind.OTHER;
  }

  private int port(String digits) {
    long number = Decimal.parse(digits, Decimal.MAX_PORT);
    if (number < 1) {
      throw bad("not a port");
    }
    return (int) number;
  }

  private String transport(String query) {
    String name = query.startsWith(TRANSPORT) ? query.substring(TRANSPORT.length()) : "";
    if (!isTurn() || !TRANSPORTS.contains(name)) {
      throw bad("only TURN has ?transport=udp or ?transport=tcp");
    }
    return name;
  }

  private IllegalArgumentException bad(String why) {
    return new IllegalArgumentException("Not a STUN or TURN URI: " + text + " (" + why + ")");
  }

  /**
   * The scheme.
   *
   * @return the server's protocol
   */
  public Scheme scheme() {
    return scheme;
  }

  /**
   * Tells a TURN server from a STUN server.
   *
   * @return true for {@code turn} and {@code turns}
   */
  public boolean isTurn() {
    return scheme == Scheme.TURN || scheme == Scheme.TURNS;
  }

  /**
   * Tells whether the connection to the server uses TLS.
   *
   * @return true for {@code stuns} and {@code turns}
   */
  public boolean isSecure() {
    return scheme == Scheme.STUNS || scheme == Scheme.TURNS;
  }

  /**
   * The host.
   *
   * @return a name or an address as written, an IPv6 address with its brackets
   */
  public String host() {
    return host;
  }

  /**
   * The port.
   *
   * @return as written, or else 3478 without TLS and 5349 with it (RFC 7064 §3.2, RFC 7065 §3.2)
   */
  public int port() {
    return port != null ? port : isSecure() ? SECURE_PORT : PORT;
  }

  /**
   * The transport between client and TURN server.
   *
   * @return {@code udp} or {@code tcp}, or empty if the URI does not name it
   */
  public Optional<String> transport() {
    return Optional.ofNullable(transport);
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IceUri that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
