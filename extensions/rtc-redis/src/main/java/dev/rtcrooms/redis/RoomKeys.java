package dev.rtcrooms.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names the keys of rooms. They contain a hash of the room's id under a secret, so that whoever
 * reads them cannot enter the room. Any thread.
 */
final class RoomKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 12;

  /** For {@link dev.rtcrooms.spi.cluster.ClusterNode#key}. */
  static final String PURPOSE = "redis rooms";

  private final String prefix;
  private final SecretKeySpec secret;

  /**
   * The keys of the rooms of an application.
   *
   * @param secret see {@link #key}
   */
  RoomKeys(String name, byte[] secret) {
    this.prefix = "rtc:" + name + ":";
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * The key under which the ids of rooms are hashed. A node of a cluster derives the same from the
   * secret of its rooms, so that a cluster goes on with the pasts that a single process had.
   */
  static byte[] key(String secret) {
    SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    return hmac(key, "rtc-rooms cluster " + PURPOSE);
  }

  /** The keys of a room: its home and its past. */
  byte[][] of(UUID room) {
    String base = prefix + "{" + hash(room) + "}:";
    return new byte[][] {Script.argument(base + "home"), Script.argument(base + "past")};
  }

  private String hash(UUID room) {
    byte[] start = Arrays.copyOf(hmac(secret, "rtc-redis room " + room), HASH_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(start);
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }
}
