package dev.rtcrooms.sfu.stun;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A username fragment and a password of ICE (RFC 8445 §5.3). Immutable; any thread.
 *
 * @param ufrag 4 to 256 characters
 * @param password 22 to 256 characters, a secret
 */
public record IceCredentials(String ufrag, String password) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Makes new credentials.
   *
   * @return 12 characters, which contain 72 random bits, and 24, which contain 144
   */
  public static IceCredentials create() {
    return new IceCredentials(text(9), text(18));
  }

  /** Standard base64 is the alphabet of ice-char (RFC 8839 §5.4). */
  private static String text(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  /** Omits the password. */
  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }
}
