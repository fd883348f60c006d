package dev.rtcrooms.hub;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stream links and client ids are derived from; immutable, any thread. */
final class RoomSecret {

  private static final Logger LOG = LoggerFactory.getLogger(RoomSecret.class);
  private static final int MIN_BYTES = 16;
  private static final int RANDOM_BYTES = 32;

  private final byte[] bytes;

  private RoomSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The secret of a host.
   *
   * @throws IllegalArgumentException if it is too short, or null because a setting is missing
   */
  static RoomSecret of(byte @Nullable [] given) {
    if (given == null) {
      throw missing();
    }
    if (given.length < MIN_BYTES) {
      throw new IllegalArgumentException("The secret must have at least " + MIN_BYTES + " bytes");
    }
    return new RoomSecret(given.clone());
  }

  /** The UTF-8 bytes of a text, with the same rules. */
  static RoomSecret of(@Nullable String given) {
    if (given == null) {
      throw missing();
    }
    return of(given.getBytes(StandardCharsets.UTF_8));
  }

  private static IllegalArgumentException missing() {
    return new IllegalArgumentException(
        "The secret is null: the setting that holds it is missing, such as the environment"
            + " variable RTC_SECRET. Without a call of secret(...) a random one is used");
  }

  /**
   * The secret of a process whose host has none. Another source than a secure one is that of a
   * test, which has no links that a restart would end.
   */
  static RoomSecret random(RandomGenerator random) {
    if (random instanceof SecureRandom) {
      LOG.warn(
          "No secret is set, so stream links and client ids will not be the same after a restart");
    }
    byte[] drawn = new byte[RANDOM_BYTES];
    random.nextBytes(drawn);
    return new RoomSecret(drawn);
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
