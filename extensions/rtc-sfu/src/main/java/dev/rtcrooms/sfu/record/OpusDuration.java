package dev.rtcrooms.sfu.record;

/** How long an Opus packet is (RFC 6716 §3.1 and §3.2). Any thread. */
final class OpusDuration {

  private static final int[] SILK_MICROS = {10_000, 20_000, 40_000, 60_000};
  private static final int[] HYBRID_MICROS = {10_000, 20_000};
  private static final int[] CELT_MICROS = {2_500, 5_000, 10_000, 20_000};

  private OpusDuration() {}

  /**
   * Reads the duration of a packet.
   *
   * @param packet not empty
   * @return microseconds
   */
  static long micros(byte[] packet) {
    int config = (packet[0] & 0xFF) >> 3;
    int frame;
    if (config < 12) {
      frame = SILK_MICROS[config & 3];
    } else if (config < 16) {
      frame = HYBRID_MICROS[config & 1];
    } else {
      frame = CELT_MICROS[config & 3];
    }
    int frames =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 3 -> packet.length > 1 ? packet[1] & 0x3F : 1;
          default -> 2;
        };
    return (long) frame * frames;
  }
}
