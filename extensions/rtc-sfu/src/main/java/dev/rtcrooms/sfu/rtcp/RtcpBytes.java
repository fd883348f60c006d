package dev.rtcrooms.sfu.rtcp;

/** Numbers in network byte order. Any thread. */
final class RtcpBytes {

  private RtcpBytes() {}

  static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  static int int32(byte[] bytes, int at) {
    return int16(bytes, at) << 16 | int16(bytes, at + 2);
  }

  static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  static void put32(byte[] bytes, int at, int value) {
    put16(bytes, at, value >> 16);
    put16(bytes, at + 2, value);
  }
}
