package dev.rtcrooms.sdp;

import java.util.Locale;

/**
 * The hash of a DTLS certificate (RFC 8122 §5).
 *
 * @param hashFunction such as {@code sha-256}, as written
 * @param value pairs of hexadecimal digits with colons between them, as written; lower case is
 *     taken as well
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
   * Tells whether it proves anything: MD2 and MD5 must not be used (RFC 8122 §5).
   *
   * @return false for these two
   */
  public boolean isUsable() {
    String name = hashFunction.toLowerCase(Locale.ROOT);
    return !name.equals("md2") && !name.equals("md5");
  }
}
