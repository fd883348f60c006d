package dev.rtcrooms.spi;

import dev.rtcrooms.User;
import dev.rtcrooms.transport.Handshake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Users without a login; any thread. A guest's id is a digest of its secret session key. One
 * without a name is called by a number that stays with its id, so that two of them are not taken
 * for one.
 */
final class Guests {

  private static final String DEFAULT_NAME = "Guest";
  private static final int FIRST_NUMBER = 100;
  private static final int NUMBERS = 900;
  private static final int ID_BYTES = 12;

  private Guests() {}

  static User authenticate(Handshake handshake) {
    if (handshake.principal() != null && handshake.principal().getName() != null) {
      return User.of(handshake.principal());
    }
    String key = handshake.session().orElseGet(() -> UUID.randomUUID().toString());
    String id = "guest-" + digest(key);
    return User.of(id, name(handshake).orElseGet(() -> defaultName(handshake, id)));
  }

  private static Optional<String> name(Handshake handshake) {
    return handshake
        .name()
        .map(String::strip)
        .filter(name -> !name.isEmpty() && name.chars().noneMatch(Character::isISOControl));
  }

  /** A request for a page has no session key, so the number of its guest is not known yet. */
  private static String defaultName(Handshake handshake, String id) {
    return handshake.session().isEmpty()
        ? DEFAULT_NAME
        : DEFAULT_NAME + " " + (FIRST_NUMBER + Math.floorMod(id.hashCode(), NUMBERS));
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
