package dev.rtcrooms.sfu.bytes;

/** Reads bits, the highest of a byte first; beyond the end there are zeros. For one thread. */
public final class BitReader {

  private final byte[] bytes;
  private int at;

  /**
   * Begins with a byte.
   *
   * @param bytes an array
   * @param from the index of the first byte
   */
  public BitReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = 8 * from;
  }

  /**
   * Reads bits as a number.
   *
   * @param count up to 32
   * @return the number
   */
  public int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      int bit = at / 8 < bytes.length ? bytes[at / 8] >> (7 - at % 8) & 1 : 0;
      value = value << 1 | bit;
    }
    return value;
  }

  /**
   * Reads a bit.
   *
   * @return whether it is set
   */
  public boolean flag() {
    return bits(1) == 1;
  }

  /**
   * Reads an Exp-Golomb code ue(v) of up to 63 bits (H.264 §9.1).
   *
   * @return the number, of 32 bits; {@link Integer#MAX_VALUE} if only zeros are left
   */
  public int golomb() {
    int zeros = 0;
    while (zeros < 31 && !flag()) {
      if (at >= 8 * bytes.length) {
        return Integer.MAX_VALUE;
      }
      zeros++;
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /**
   * Reads a signed Exp-Golomb code se(v) (H.264 §9.1.1).
   *
   * @return the number
   */
  public int signedGolomb() {
    int code = golomb();
    return (code & 1) == 1 ? code / 2 + 1 : -code / 2;
  }
}
