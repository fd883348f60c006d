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

  private static final int SMALL = 1;
  private static final int LARGE = 2;

  private final byte[] bytes;
  private final int end;
  private final RtcpHandler handler;
  private int number;
  private int left;
  private int delta;
  private long micros;

  private ArrivalReader(byte[] bytes, int end, RtcpHandler handler) {
    this.bytes = bytes;
    this.end = end;
    this.handler = handler;
  }

  /** Returns false if it is malformed; the packets before have been told already. */
  static boolean read(byte[] bytes, int at, int end, RtcpHandler handler) {
    return at + HEADER <= end && new ArrivalReader(bytes, end, handler).read(at);
  }

  private boolean read(int at) {
    number = BigEndian.int16(bytes, at + 12);
    left = BigEndian.int16(bytes, at + 14);
    micros = (BigEndian.int32(bytes, at + 16) >>> 8) * (long) REFERENCE;
    delta = endOfChunks(at + HEADER);
    boolean valid = delta >= 0 && left <= MAX_PACKETS;
    for (int chunk = at + HEADER; valid && left > 0; chunk += 2) {
      valid = readChunk(BigEndian.int16(bytes, chunk));
    }
    return valid;
  }

  /** Where the deltas begin; -1 if the chunks are incomplete. */
  private int endOfChunks(int at) {
    int chunk = at;
    for (int packets = left; packets > 0; chunk += 2) {
      if (chunk + 2 > end) {
        return -1;
      }
      packets -= length(BigEndian.int16(bytes, chunk));
    }
    return chunk;
  }

  /** How many packets a chunk is about: a run, 14 of one bit, or 7 of two bits. */
  private static int length(int chunk) {
    return (chunk & 0x8000) == 0 ? chunk & 0x1FFF : (chunk & 0x4000) == 0 ? 14 : 7;
  }

  private boolean readChunk(int chunk) {
    int count = Math.min(left, length(chunk));
    for (int i = 0; i < count; i++) {
      if (!readPacket(symbol(chunk, i))) {
        return false;
      }
    }
    left -= count;
    return true;
  }

  private static int symbol(int chunk, int at) {
    if ((chunk & 0x8000) == 0) {
      return chunk >> 13;
    }
    return (chunk & 0x4000) == 0 ? chunk >> (13 - at) & 1 : chunk >> (12 - 2 * at) & 3;
  }

  private boolean readPacket(int symbol) {
    long arrived = RtcpHandler.MISSING;
    if (symbol == SMALL && delta < end) {
      micros += (bytes[delta++] & 0xFF) * (long) DELTA;
      arrived = Math.floorMod(micros, RtcpHandler.MICROS);
    } else if (symbol == LARGE && delta + 2 <= end) {
      micros += (short) BigEndian.int16(bytes, delta) * (long) DELTA;
      delta += 2;
      arrived = Math.floorMod(micros, RtcpHandler.MICROS);
    } else if (symbol != 0) {
      return false;
    }
    handler.arrival(number, arrived);
    number = (number + 1) & 0xFFFF;
    return true;
  }
}
