package dev.rtcrooms.transport;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Refresh;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields of the request that opens a client's connection. Each field is one token of the
 * WebSocket subprotocol list (RFC 6455 §1.9): a prefix, and the value in percent-encoding (RFC 3986
 * §2.1). A page cannot set another header of that request, and an address appears in logs, in the
 * browser's console and in error messages. Any thread.
 */
public enum HandshakeField {

  /**
   * The session key: 16 to 64 base64url characters, random, kept from one connection to the next,
   * known to nobody else.
   */
  SESSION("rtc-session.", HandshakeField::isSessionKey),

  /** The {@link Position} at which the client was: epoch, colon, offset. */
  RESUME("rtc-resume.", value -> Position.parse(value).isPresent()),

  /** The display name that a guest wants to have: at most 256 characters. */
  NAME("rtc-name.", value -> value.length() <= 256),

  /**
   * A token of the host's own, which its {@link dev.rtcrooms.spi.Authenticator} verifies: 1 to
   * 4,096 characters of visible ASCII, such as a JSON Web Token.
   */
  BEARER("rtc-bearer.", Refresh::isToken);

  private static final int MIN_SESSION = 16;
  private static final int MAX_SESSION = 64;
  private static final String SCHEME = "Bearer ";

  private final String prefix;

  @SuppressWarnings("ImmutableEnumChecker") // the predicates have no state
  private final Predicate<String> permitted;

  HandshakeField(String prefix, Predicate<String> permitted) {
    this.prefix = prefix;
    this.permitted = permitted;
  }

  /**
   * Writes this field as a client sends it.
   *
   * @param value the value, not encoded
   * @return the token for the subprotocol list
   * @throws IllegalArgumentException if the value is not permitted
   */
  public String token(String value) {
    if (!permitted.test(value)) {
      throw new IllegalArgumentException("Not a value for " + this); // which may be secret
    }
    return prefix + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Tells whether a subprotocol is this field, with whatever value. */
  boolean isIn(String subprotocol) {
    return subprotocol.startsWith(prefix);
  }

  /** Finds the value; empty if the field is absent, occurs twice, or has a wrong value. */
  Optional<String> find(List<String> subprotocols) {
    List<String> found = subprotocols.stream().filter(this::isIn).toList();
    if (found.size() != 1) {
      return Optional.empty();
    }
    String encoded = found.get(0).substring(prefix.length());
    try {
      String value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(value).filter(permitted);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads the token of an {@code Authorization} header; empty if it has another scheme. */
  static Optional<String> bearerOf(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(authorization.substring(SCHEME.length()).strip()).filter(BEARER.permitted)
        : Optional.empty();
  }

  private static boolean isSessionKey(String value) {
    return value.length() >= MIN_SESSION
        && value.length() <= MAX_SESSION
        && value.chars().allMatch(HandshakeField::isBase64Url);
  }

  private static boolean isBase64Url(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }
}
