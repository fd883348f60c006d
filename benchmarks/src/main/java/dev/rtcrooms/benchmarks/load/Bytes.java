package dev.rtcrooms.benchmarks.load;

import java.util.Arrays;

/** Searches in bytes; stateless. */
final class Bytes {

  private Bytes() {}

  /** Finds the first occurrence, or gives -1. */
  static int find(byte[] bytes, int from, int to, byte[] wanted) {
    for (int at = from; at <= to - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  static boolean startsWith(byte[] bytes, int to, byte[] wanted) {
    return to >= wanted.length && find(bytes, 0, wanted.length, wanted) == 0;
  }
}
