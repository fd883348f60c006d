package dev.rtcrooms.hub.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Numbers and texts, one after the other in a growing array of bytes; for one thread at a time. */
final class PackedBytes {

  private static final int SMALLEST = 128;
  private static final int LARGEST_STEP = 4096;
  private static final int MOST_NUMBER = 10;
  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;
  private static final int BITS = 7;
  private static final int LATIN_1 = 0xFF;

  private byte[] bytes = new byte[SMALLEST];
  private int end;

  /** How many bytes there are, which is where the next value begins. */
  int end() {
    return end;
  }

  /** Removes all from a position on. */
  void cut(int at) {
    Arrays.fill(bytes, at, end, (byte) 0);
    end = at;
  }

  /** Adds a number in seven bits for each byte, the lowest first: small ones are short. */
  void number(long value) {
    reserve(MOST_NUMBER);
    long rest = value;
    while ((rest & ~LOW_BITS) != 0) {
      bytes[end++] = (byte) ((rest & LOW_BITS) | MORE);
      rest >>>= BITS;
    }
    bytes[end++] = (byte) rest;
  }

  /** Adds a text with one byte for each character, or two if some character needs them. */
  void text(String text) {
    int length = text.length();
    boolean wide = isWide(text);
    number(((long) length << 1) | (wide ? 1 : 0));
    if (wide) {
      reserve(2 * length);
      ByteBuffer.wrap(bytes, end, 2 * length).asCharBuffer().put(text);
      end += 2 * length;
    } else {
      reserve(length);
      System.arraycopy(text.getBytes(ISO_8859_1), 0, bytes, end, length);
      end += length;
    }
  }

  private static boolean isWide(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) > LATIN_1) {
        return true;
      }
    }
    return false;
  }

  /** Beyond a certain length no more is reserved than needed. */
  private void reserve(int more) {
    int needed = end + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(2 * bytes.length, LARGEST_STEP)));
    }
  }

  /** Reads from a position on, in the order of writing. */
  Reader from(int at) {
    return new Reader(at);
  }

  /** A position that moves on; for one thread, until the bytes change. */
  final class Reader {
    private int at;

    private Reader(int at) {
      this.at = at;
    }

    long number() {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        value |= (long) (next & LOW_BITS) << shift;
        shift += BITS;
      } while (next < 0);
      return value;
    }

    String text() {
      int header = (int) number();
      int length = header >>> 1;
      if ((header & 1) == 0) {
        at += length;
        return new String(bytes, at - length, length, ISO_8859_1);
      }
      at += 2 * length;
      return ByteBuffer.wrap(bytes, at - 2 * length, 2 * length).asCharBuffer().toString();
    }
  }
}
