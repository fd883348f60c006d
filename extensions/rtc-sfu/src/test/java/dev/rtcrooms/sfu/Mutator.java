package dev.rtcrooms.sfu;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes packets at random, the same way each time: bits, bytes, lengths, and parts of one packet
 * in another. The property {@code hostile.count} says how many are tried, by default 5,000.
 */
public final class Mutator {

  private static final int LONGEST = 1500;
  private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xBE, 0xDE, 0xFF};

  private final Random random;
  private final List<byte[]> seeds;

  public Mutator(long seed, List<byte[]> seeds) {
    this.random = new Random(seed);
    this.seeds = seeds;
  }

  /** How many packets a test tries. */
  public static long count() {
    return Long.getLong("hostile.count", 5_000);
  }

  /** The next packet, perhaps an unchanged one. */
  public byte[] next() {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    for (int changes = random.nextInt(6); changes > 0; changes--) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[1 + random.nextInt(40)];
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
      case 2 -> bytes[at] = (byte) random.nextInt();
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        return Arrays.copyOf(bytes, Math.min(LONGEST, bytes.length + random.nextInt(300)));
      }
      case 5 -> bytes[random.nextInt(Math.min(16, bytes.length))] = (byte) random.nextInt();
      default -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length + 1);
        int length = Math.min(other.length - from, bytes.length - at);
        System.arraycopy(other, from, bytes, at, length);
      }
    }
    return bytes;
  }
}
