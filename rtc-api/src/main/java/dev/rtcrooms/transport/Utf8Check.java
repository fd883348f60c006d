package dev.rtcrooms.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks that bytes which arrive in parts are well-formed UTF-8 (RFC 3629 §4), and finds line feeds
 * on the way. Copies nothing. For one thread at a time.
 */
final class Utf8Check {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LINE_FEEDS = 0x0A0A_0A0A_0A0A_0A0AL;
  private static final int LEAST = 0x80;
  private static final int MOST = 0xBF;

  /** How many bytes the current character still needs, and the range of the next of them. */
  private int rest;

  private int least = LEAST;
  private int most = MOST;
  private boolean failed;

  /**
   * Checks bytes up to the next line feed.
   *
   * @return the index of the line feed, or the end if there is none or a byte is wrong
   */
  int toLineFeed(byte[] bytes, int from, int to) {
    for (int at = from; at < to && !failed; at++) {
      if (rest > 0) {
        continues(bytes[at] & 0xFF);
        continue;
      }
      at = pastPlain(bytes, at, to);
      if (at == to || bytes[at] == '\n') {
        return at;
      }
      if (bytes[at] < 0) {
        begins(bytes[at] & 0xFF);
      }
    }
    return to;
  }

  /**
   * Tells whether all bytes so far are well-formed.
   *
   * @param last whether the text ends here, so that no character may be incomplete
   */
  boolean allows(boolean last) {
    failed |= last && rest > 0;
    return !failed;
  }

  /** Tells whether a byte was wrong, from then on. */
  boolean failed() {
    return failed;
  }

  /** Tells whether all bytes are ASCII. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      if (((long) LONGS.get(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Skips groups of eight bytes that are ASCII without a line feed. */
  private static int pastPlain(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long eight = (long) LONGS.get(bytes, at);
      long feeds = eight ^ LINE_FEEDS; // a byte that is a line feed becomes zero
      if (((eight | (feeds - ONES)) & HIGH_BITS) != 0) {
        break;
      }
      at += Long.BYTES;
    }
    return at;
  }

  private void begins(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      expect(1, LEAST, MOST);
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      expect(2, lead == 0xE0 ? 0xA0 : LEAST, lead == 0xED ? 0x9F : MOST);
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      expect(3, lead == 0xF0 ? 0x90 : LEAST, lead == 0xF4 ? 0x8F : MOST);
    } else {
      failed = true;
    }
  }

  private void continues(int next) {
    failed = next < least || next > most;
    expect(rest - 1, LEAST, MOST);
  }

  private void expect(int bytes, int from, int to) {
    rest = bytes;
    least = from;
    most = to;
  }
}
