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

  private final String prefix;
  private final SecretKeySpec secret;

  RoomKeys(String name, String secret) {
    this.prefix = "rtc:" + name + ":";
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The keys of a room: its home and its past. */
  byte[][] of(UUID room) {
    String base = prefix + "{" + hash(room) + "}:";
    return new byte[][] {Script.argument(base + "home"), Script.argument(base + "past")};
  }

  private String hash(UUID room) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] hash = mac.doFinal(("rtc-redis room " + room).getBytes(StandardCharsets.US_ASCII));
      byte[] start = Arrays.copyOf(hash, HASH_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(start);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }
}
