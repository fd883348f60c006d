package dev.rtcrooms.sfu.record;

/** Reads bits, the highest of a byte first; beyond the end there are zeros. For one thread. */
final class BitReader {

  private final byte[] bytes;
  private int at;

  /**
   * Begins with a byte.
   *
   * @param bytes an array
   * @param from the index of the first byte
   */
  BitReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = 8 * from;
  }

  /** Reads up to 32 bits as a number. */
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      int bit = at / 8 < bytes.length ? bytes[at / 8] >> (7 - at % 8) & 1 : 0;
      value = value << 1 | bit;
    }
    return value;
  }

  boolean flag() {
    return bits(1) == 1;
  }

  /** Reads an Exp-Golomb code ue(v) of up to 63 bits (H.264 §9.1). */
  int golomb() {
    int zeros = 0;
    while (zeros < 31 && !flag()) {
      zeros++;
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /** Reads a signed Exp-Golomb code se(v) (H.264 §9.1.1). */
  int signedGolomb() {
    int code = golomb();
    return (code & 1) == 1 ? code / 2 + 1 : -code / 2;
  }
}
