package dev.rtcrooms.json;

/** Finds and replaces lone surrogates, which UTF-8 cannot represent; any thread. */
final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int NONE = -1;

  private WellFormed() {}

  static boolean is(CharSequence text) {
    return firstLone(text, 0) == NONE;
  }

  /** Replaces each lone surrogate by U+FFFD. */
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

  private static int firstLone(CharSequence text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!pairAt(text, i)) {
          return i;
        }
        i++;
      }
    }
    return NONE;
  }

  private static boolean pairAt(CharSequence text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
