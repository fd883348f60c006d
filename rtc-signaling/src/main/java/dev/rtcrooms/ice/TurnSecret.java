package dev.rtcrooms.ice;

import dev.rtcrooms.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Creates time-limited TURN credentials, which coturn checks with {@code use-auth-secret}; any
 * thread. The scheme is draft-uberti-behave-turn-rest-00, which prescribes HMAC-SHA1.
 */
final class TurnSecret {

  private static final String HMAC = "HmacSHA1";

  private final SecretKeySpec key;
  private final Duration ttl;

  TurnSecret(String secret, Duration ttl) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("The TURN secret is empty");
    }
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
    this.ttl = ttl;
  }

  /** Unix time of expiry, colon, user id. */
  String username(User user, Instant at) {
    return at.plus(ttl).getEpochSecond() + ":" + user.id();
  }

  String password(String username) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] digest = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
