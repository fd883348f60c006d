package dev.rtcrooms.sfu.rtcp;

import dev.rtcrooms.sfu.bytes.BigEndian;

/**
 * Reads feedback about the arrival of all packets
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Any thread.
 */
final class ArrivalReader {

  private static final int HEADER = 20;

  /** The units of a delta and of the reference time, in microseconds. */
  private static final int DELTA = 250;

  private static final int REFERENCE = 64_000;

  /** A few bytes can be about many packets. */
  private static final int MAX_PACKETS = 8192;

  /** The symbols of packets that have arrived, which are the lengths of their deltas. */
  private static final int SMALL = 1;

  private static final int LARGE = 2;

  private ArrivalReader() {}

  /** Returns false if it is malformed; the packets before have been told already. */
  static boolean read(byte[] bytes, int at, int end, RtcpHandler handler) {
    if (at + HEADER > end) {
      return false;
    }
    int number = BigEndian.int16(bytes, at + 12);
    int left = BigEndian.int16(bytes, at + 14);
    long micros = (BigEndian.int32(bytes, at + 16) >>> 8) * (long) REFERENCE;
    int delta = endOfChunks(bytes, at + HEADER, end, left);
    boolean valid = delta >= 0 && left <= MAX_PACKETS;
    for (int next = at + HEADER; valid && left > 0; next += 2) {
      int chunk = BigEndian.int16(bytes, next);
      int count = Math.min(left, length(chunk));
      for (int i = 0; valid && i < count; i++) {
        int size = symbol(chunk, i); // of the delta in bytes
        valid = size <= LARGE && delta + size <= end;
        if (valid) {
          micros += delta(bytes, delta, size) * (long) DELTA;
          delta += size;
          handler.arrival(number, size == 0 ? RtcpHandler.MISSING : wrapped(micros));
          number = (number + 1) & 0xFFFF;
        }
      }
      left -= count;
    }
    return valid;
  }

  /** The time since the packet before; 0 for a packet that is missing. */
  private static int delta(byte[] bytes, int at, int size) {
    return switch (size) {
      case SMALL -> bytes[at] & 0xFF;
      case LARGE -> (short) BigEndian.int16(bytes, at);
      default -> 0;
    };
  }

  private static long wrapped(long micros) {
    return Math.floorMod(micros, RtcpHandler.MICROS);
  }

  /** Where the deltas begin; -1 if the chunks are incomplete. */
  private static int endOfChunks(byte[] bytes, int at, int end, int packets) {
    int chunk = at;
    for (int left = packets; left > 0; chunk += 2) {
      if (chunk + 2 > end) {
        return -1;
      }
      left -= length(BigEndian.int16(bytes, chunk));
    }
    return chunk;
  }

  /** How many packets a chunk is about: a run, 14 of one bit, or 7 of two bits. */
  private static int length(int chunk) {
    return (chunk & 0x8000) == 0 ? chunk & 0x1FFF : (chunk & 0x4000) == 0 ? 14 : 7;
  }

  private static int symbol(int chunk, int at) {
    if ((chunk & 0x8000) == 0) {
      return chunk >> 13;
    }
    return (chunk & 0x4000) == 0 ? chunk >> (13 - at) & 1 : chunk >> (12 - 2 * at) & 3;
  }
}
