package dev.rtcrooms.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A page or file that is the same for all visitors; immutable.
 *
 * @param type the media type
 * @param content the bytes, read-only
 * @param gzip the same compressed (RFC 1952), read-only
 * @param version derived from the content
 */
record Asset(String type, ByteBuffer content, ByteBuffer gzip, String version) {

  private static final int VERSION_BYTES = 9;

  static Asset of(String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Asset(type, readOnly(bytes), readOnly(compress(bytes)), version(bytes));
  }

  /** Weak, since the compressed form has it as well (RFC 9110 §8.8.1). */
  String etag() {
    return "W/\"" + version + '"';
  }

  private static ByteBuffer readOnly(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static String version(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
