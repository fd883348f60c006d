package dev.rtcrooms.json;

/** Text that UTF-8 can carry: without lone surrogates. */
final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int NONE = -1;

  private WellFormed() {}

  static boolean is(CharSequence text) {
    return firstLone(text, 0) == NONE;
  }

  /** The same text with U+FFFD in place of each lone surrogate. */
  static String of(String text) {
    int lone = firstLone(text, 0);
    if (lone == NONE) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    for (; lone != NONE; lone = firstLone(repaired, lone)) {
      repaired.setCharAt(lone, REPLACEMENT);
    }
    return repaired.toString();
  }

  /** A pair is one code point, so a code point that is a surrogate stands alone. */
  private static int firstLone(CharSequence text, int from) {
    int i = from;
    while (i < text.length()) {
      int codePoint = Character.codePointAt(text, i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return NONE;
  }
}
