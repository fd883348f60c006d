package dev.rtcrooms.sfu.bytes;

/** Numbers in network byte order. Any thread. */
public final class BigEndian {

  private BigEndian() {}

  /**
   * Reads 16 bits.
   *
   * @param bytes an array
   * @param at where they begin
   * @return without a sign
   */
  public static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /**
   * Reads 32 bits.
   *
   * @param bytes an array
   * @param at where they begin
   * @return the bits
   */
  public static int int32(byte[] bytes, int at) {
    return int16(bytes, at) << 16 | int16(bytes, at + 2);
  }

  /**
   * Writes 16 bits.
   *
   * @param bytes an array
   * @param at where they begin
   * @param value of which 16 bits are written
   */
  public static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  /**
   * Writes 32 bits.
   *
   * @param bytes an array
   * @param at where they begin
   * @param value the bits
   */
  public static void put32(byte[] bytes, int at, int value) {
    put16(bytes, at, value >> 16);
    put16(bytes, at + 2, value);
  }
}
