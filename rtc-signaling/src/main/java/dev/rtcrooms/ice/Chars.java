package dev.rtcrooms.ice;

import java.util.function.IntPredicate;

/** What texts are made of. Loops and not streams, since every candidate comes through here. */
final class Chars {

  private Chars() {}

  /** At least one, and all of that kind. */
  static boolean all(String text, IntPredicate kind) {
    for (int i = 0; i < text.length(); i++) {
      if (!kind.test(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphaNumeric(int c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  static boolean isHex(int c) {
    return isDigit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  }

  static boolean isPrintable(int c) {
    return c >= ' ' && c <= '~';
  }
}
