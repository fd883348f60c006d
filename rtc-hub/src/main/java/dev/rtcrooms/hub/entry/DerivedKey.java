package dev.rtcrooms.hub.entry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key for one purpose, derived from the host's secret by HMAC-SHA-256; any thread. */
public final class DerivedKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] bytes;

  /** Derives the key; different purposes have unrelated keys. */
  public DerivedKey(byte[] secret, String purpose) {
    bytes = hmac(secret, purpose.getBytes(StandardCharsets.UTF_8));
  }

  /** The key for another algorithm; 32 bytes. */
  SecretKeySpec as(String algorithm) {
    return new SecretKeySpec(bytes, algorithm);
  }

  /** The key itself; 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The 32 bytes of HMAC-SHA-256 of a message. */
  byte[] hmac(byte[] message) {
    return hmac(bytes, message);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }
}
