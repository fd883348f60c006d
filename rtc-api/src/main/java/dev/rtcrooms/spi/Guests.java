package dev.rtcrooms.spi;

import dev.rtcrooms.User;
import dev.rtcrooms.transport.Handshake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** Users without a login; any thread. A guest's id is a digest of its secret session key. */
final class Guests {

  private static final String DEFAULT_NAME = "Guest";
  private static final int ID_BYTES = 12;

  private Guests() {}

  static User authenticate(Handshake handshake) {
    if (handshake.principal() != null && handshake.principal().getName() != null) {
      return User.of(handshake.principal());
    }
    String key = handshake.session().orElseGet(() -> UUID.randomUUID().toString());
    return User.of("guest-" + digest(key), name(handshake.name().orElse("")));
  }

  private static String name(String wanted) {
    String name = wanted.strip();
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      return DEFAULT_NAME;
    }
    return name;
  }

  private static String digest(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
