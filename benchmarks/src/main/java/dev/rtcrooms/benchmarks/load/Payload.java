package dev.rtcrooms.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that says who sent it and which one it is, and stays the same inside JSON: a marker, run,
 * sender and number in base 64, then filler without the marker.
 */
final class Payload {

  /** The shortest payload: marker, run, sender and number. */
  static final int HEADER = 12;

  static final byte MARK = '@';

  private static final byte[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = values();
  private static final int BITS = 6;
  private static final int RUN_AT = 2;
  private static final int RUN_DIGITS = 2;
  private static final int SENDER_AT = RUN_AT + RUN_DIGITS;
  private static final int SENDER_DIGITS = 3;
  private static final int NUMBER_AT = SENDER_AT + SENDER_DIGITS;
  private static final int NUMBER_DIGITS = 5;
  private static final int FILLER = 53;

  /** How many runs can be told apart. */
  static final int RUNS = 1 << (BITS * RUN_DIGITS);

  /** How many senders a run may have. */
  static final int SENDERS = 1 << (BITS * SENDER_DIGITS);

  private Payload() {}

  /** A payload whose header is still to be written. */
  static byte[] blank(int size) {
    byte[] payload = new byte[size];
    for (int i = 0; i < size; i++) {
      payload[i] = (byte) ('a' + (i * 7 + i / 13) % FILLER % 26);
    }
    return payload;
  }

  static void write(byte[] target, int at, int run, int sender, int number) {
    target[at] = MARK;
    target[at + 1] = MARK;
    digits(target, at + RUN_AT, RUN_DIGITS, run);
    digits(target, at + SENDER_AT, SENDER_DIGITS, sender);
    digits(target, at + NUMBER_AT, NUMBER_DIGITS, number);
  }

  static int run(byte[] text, int at) {
    return value(text, at + RUN_AT, RUN_DIGITS);
  }

  static int sender(byte[] text, int at) {
    return value(text, at + SENDER_AT, SENDER_DIGITS);
  }

  static int number(byte[] text, int at) {
    return value(text, at + NUMBER_AT, NUMBER_DIGITS);
  }

  /** Finds the next marker with a whole header behind it, or gives -1. */
  static int find(byte[] text, int from, int to) {
    int last = to - HEADER;
    for (int i = from + 1; i <= last + 1; i += 2) { // one of two neighbours is looked at
      if (text[i] == MARK) {
        if (text[i - 1] == MARK) {
          return i - 1;
        }
        if (i <= last && text[i + 1] == MARK) {
          return i;
        }
      }
    }
    return -1;
  }

  private static void digits(byte[] target, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      target[i] = DIGITS[rest & (DIGITS.length - 1)];
      rest >>>= BITS;
    }
  }

  private static int value(byte[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      value = (value << BITS) | VALUES[text[i] & 0x7F];
    }
    return value;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) 0);
    for (int i = 0; i < DIGITS.length; i++) {
      values[DIGITS[i]] = (byte) i;
    }
    return values;
  }
}
