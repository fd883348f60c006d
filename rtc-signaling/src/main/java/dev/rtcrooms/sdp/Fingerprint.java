package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import java.util.Locale;

/**
 * The hash of a DTLS certificate (RFC 8122 §5). Immutable; any thread.
 *
 * @param hashFunction such as {@code sha-256}, as written
 * @param value pairs of hexadecimal digits with colons between them, as written, in either case
 */
public record Fingerprint(String hashFunction, String value) {

  static Fingerprint read(Cursor cursor) throws SdpException {
    String hashFunction = cursor.token();
    cursor.space();
    StringBuilder value = new StringBuilder(pair(cursor));
    while (cursor.skip(':')) {
      value.append(':').append(pair(cursor));
    }
    return new Fingerprint(hashFunction, value.toString());
  }

  private static String pair(Cursor cursor) throws SdpException {
    String pair = cursor.some(CharClass.HEX, "a pair of hexadecimal digits");
    if (pair.length() != 2) {
      throw cursor.refusal("has something that is not a pair of hexadecimal digits");
    }
    return pair;
  }

  /**
   * Tells whether browsers accept the hash function: SHA-1 or SHA-2. MD2 and MD5 must not be used
   * (RFC 8122 §5).
   *
   * @return true for {@code sha-1}, {@code sha-224}, {@code sha-256}, {@code sha-384} and {@code
   *     sha-512}, in any case
   */
  public boolean isUsable() {
    return switch (hashFunction.toLowerCase(Locale.ROOT)) {
      case "sha-1", "sha-224", "sha-256", "sha-384", "sha-512" -> true;
      default -> false;
    };
  }
}
