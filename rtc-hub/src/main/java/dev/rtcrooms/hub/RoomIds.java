package dev.rtcrooms.hub;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws the ids of rooms; any thread if the source of random numbers is for any thread. */
final class RoomIds {

  /** The version and variant bits of a random UUID (RFC 9562 §5.4). */
  private static final long VERSION_4 = 0x4000L;

  private static final long VARIANT_MASK = 0xC000000000000000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  private RoomIds() {}

  /** A random UUID. */
  static UUID random(RandomGenerator random) {
    long high = (random.nextLong() & ~0xF000L) | VERSION_4;
    long low = (random.nextLong() & ~VARIANT_MASK) | VARIANT_2;
    return new UUID(high, low);
  }
}
