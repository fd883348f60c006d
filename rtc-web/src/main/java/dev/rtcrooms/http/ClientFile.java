package dev.rtcrooms.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One file of the browser client, and its entity tag; immutable.
 *
 * @param full the response with the content
 * @param etag strong, derived from the content
 */
record ClientFile(RoomResponse full, String etag) {

  private static final int ETAG_BYTES = 12;

  /** Reads a resource; null if it does not exist. */
  static @Nullable ClientFile read(String resource, String type) {
    try (InputStream in = ClientFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      String etag = etag(bytes);
      return new ClientFile(headed(RoomResponse.bytes(200, type, bytes), etag), etag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file, or 304 if its tag is listed (RFC 9110 §13.1.2, weak comparison). */
  RoomResponse answer(String ifNoneMatch) {
    for (String listed : ifNoneMatch.split(",", -1)) {
      String tag = listed.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return headed(RoomResponse.empty(304), etag);
      }
    }
    return full;
  }

  /** Caches may keep the file but must revalidate it, since its name has no version. */
  private static RoomResponse headed(RoomResponse response, String etag) {
    return response.with("ETag", etag).with("Cache-Control", "no-cache");
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, ETAG_BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
