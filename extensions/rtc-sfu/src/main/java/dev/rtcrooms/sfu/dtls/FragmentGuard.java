package dev.rtcrooms.sfu.dtls;

import dev.rtcrooms.sfu.bytes.BigEndian;

/**
 * Finds handshake messages that declare too great a length (RFC 6347 §4.2.2). Bouncy Castle
 * allocates it, for up to 16 messages at a time, before the peer is authenticated. Any thread.
 */
final class FragmentGuard {

  /** Far more than a certificate chain of a browser. */
  static final int MAX_MESSAGE = 16 * 1024;

  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;
  private static final int HANDSHAKE = 22;

  private FragmentGuard() {}

  /** Tells whether all records are whole, and all unencrypted handshake messages are short. */
  static boolean accepts(byte[] datagram, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (at + RECORD_HEADER > end) {
        return false;
      }
      int next = at + RECORD_HEADER + BigEndian.int16(datagram, at + 11);
      boolean clear = BigEndian.int16(datagram, at + 3) == 0;
      if (next > end
          || (datagram[at] == HANDSHAKE
              && clear
              && !messages(datagram, at + RECORD_HEADER, next))) {
        return false;
      }
      at = next;
    }
    return length > 0;
  }

  /** Tells whether the handshake messages of an unencrypted record are whole and short. */
  static boolean messages(byte[] datagram, int from, int end) {
    int at = from;
    while (at < end) {
      if (at + MESSAGE_HEADER > end) {
        return false;
      }
      int declared = int24(datagram, at + 1);
      int fragment = int24(datagram, at + 9);
      if (declared > MAX_MESSAGE || int24(datagram, at + 6) + fragment > declared) {
        return false;
      }
      at += MESSAGE_HEADER + fragment;
    }
    return at == end;
  }

  private static int int24(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 16 | BigEndian.int16(bytes, at + 1);
  }
}
