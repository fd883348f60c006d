package dev.rtcrooms.sfu.rtcp;

import dev.rtcrooms.sfu.bytes.BigEndian;

/** Reads compound and reduced-size RTCP packets (RFC 3550 §6.1, RFC 5506). Any thread. */
public final class RtcpReader {

  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int TRANSPORT_FEEDBACK = 205;
  static final int PAYLOAD_FEEDBACK = 206;
  static final int NACK = 1;
  static final int PLI = 1;
  static final int FIR = 4;
  static final int TRANSPORT_WIDE = 15;
  private static final int APPLICATION = 15;
  private static final int REMB = 0x52454D42;
  private static final int BLOCK = 24;

  private RtcpReader() {}

  /**
   * Reads a packet. The parts before a malformed one have been handled already.
   *
   * @param bytes an array that holds the packet
   * @param offset where it begins
   * @param length its length in bytes
   * @param handler receives what is found
   * @return false if it is malformed
   */
  public static boolean read(byte[] bytes, int offset, int length, RtcpHandler handler) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (at + 4 > end || (bytes[at] & 0xC0) != 0x80) {
        return false;
      }
      int next = at + 4 + 4 * BigEndian.int16(bytes, at + 2);
      if (next > end || !readOne(bytes, at, next, handler)) {
        return false;
      }
      at = next;
    }
    return length > 0;
  }

  private static boolean readOne(byte[] bytes, int at, int end, RtcpHandler handler) {
    int count = bytes[at] & 0x1F;
    return switch (bytes[at + 1] & 0xFF) {
      case SENDER_REPORT -> senderReport(bytes, at, end, count, handler);
      case RECEIVER_REPORT -> blocks(bytes, at + 8, end, count, handler);
      case TRANSPORT_FEEDBACK -> transportFeedback(bytes, at, end, count, handler);
      case PAYLOAD_FEEDBACK -> payloadFeedback(bytes, at, end, count, handler);
      default -> true;
    };
  }

  private static boolean senderReport(
      byte[] bytes, int at, int end, int count, RtcpHandler handler) {
    if (at + 28 > end) {
      return false;
    }
    long ntp =
        (long) BigEndian.int32(bytes, at + 8) << 32
            | (BigEndian.int32(bytes, at + 12) & 0xFFFFFFFFL);
    handler.senderReport(
        BigEndian.int32(bytes, at + 4), ntp, BigEndian.int32(bytes, at + 16) & 0xFFFFFFFFL);
    return blocks(bytes, at + 28, end, count, handler);
  }

  private static boolean blocks(byte[] bytes, int from, int end, int count, RtcpHandler handler) {
    if (from + count * BLOCK > end) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      int at = from + i * BLOCK;
      handler.report(
          BigEndian.int32(bytes, at),
          bytes[at + 4] & 0xFF,
          BigEndian.int32(bytes, at + 4) << 8 >> 8,
          BigEndian.int32(bytes, at + 16),
          BigEndian.int32(bytes, at + 20) & 0xFFFFFFFFL);
    }
    return true;
  }

  private static boolean transportFeedback(
      byte[] bytes, int at, int end, int format, RtcpHandler handler) {
    return switch (format) {
      case NACK -> nack(bytes, at, end, handler);
      case TRANSPORT_WIDE -> ArrivalReader.read(bytes, at, end, handler);
      default -> true;
    };
  }

  private static boolean nack(byte[] bytes, int at, int end, RtcpHandler handler) {
    if (at + 12 > end) {
      return false;
    }
    int ssrc = BigEndian.int32(bytes, at + 8);
    for (int item = at + 12; item + 4 <= end; item += 4) {
      handler.nack(ssrc, BigEndian.int16(bytes, item), BigEndian.int16(bytes, item + 2));
    }
    return true;
  }

  private static boolean payloadFeedback(
      byte[] bytes, int at, int end, int format, RtcpHandler handler) {
    if (at + 12 > end) {
      return false;
    }
    if (format == PLI) {
      handler.keyframe(BigEndian.int32(bytes, at + 8));
    } else if (format == FIR) {
      for (int item = at + 12; item + 8 <= end; item += 8) {
        handler.keyframe(BigEndian.int32(bytes, item));
      }
    } else if (format == APPLICATION && at + 20 <= end && isRemb(bytes, at)) {
      int exponent = (bytes[at + 17] & 0xFF) >> 2;
      long mantissa = (bytes[at + 17] & 0x03L) << 16 | BigEndian.int16(bytes, at + 18);
      handler.bandwidth(exponent > 40 ? Long.MAX_VALUE : mantissa << exponent);
    }
    return true;
  }

  private static boolean isRemb(byte[] bytes, int at) {
    return BigEndian.int32(bytes, at + 12) == REMB;
  }
}
