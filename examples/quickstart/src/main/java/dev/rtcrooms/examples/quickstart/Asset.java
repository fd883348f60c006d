package dev.rtcrooms.examples.quickstart;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A page or file that is the same for all visitors; immutable.
 *
 * @param type the media type
 * @param content the bytes, read-only
 * @param etag strong, derived from the content
 */
record Asset(String type, ByteBuffer content, String etag) {

  private static final int ETAG_BYTES = 12;

  static Asset html(String html) {
    return of("text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static Asset of(String type, byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      String etag = '"' + HexFormat.of().formatHex(hash, 0, ETAG_BYTES) + '"';
      return new Asset(type, ByteBuffer.wrap(bytes).asReadOnlyBuffer(), etag);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
