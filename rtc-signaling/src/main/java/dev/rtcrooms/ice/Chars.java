package dev.rtcrooms.ice;

/**
 * What texts are made of. An enum and not predicates, since the first candidate that a process
 * reads would wait for these to be linked.
 */
enum Chars {
  DIGIT,
  HEX,
  /** What labels of names are made of, with the underscore that some have. */
  LABEL,
  /** {@code ice-char} (RFC 8839 §5.1). */
  ICE,
  /** {@code token-char} (RFC 8866 §9). */
  TOKEN,
  PRINTABLE;

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

  /** Whether a text has at least one character, and all are of this kind. */
  boolean all(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!has(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private boolean has(char c) {
    return switch (this) {
      case DIGIT -> isDigit(c);
      case HEX -> isDigit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
      case LABEL -> isAlphaNumeric(c) || c == '-' || c == '_';
      case ICE -> isAlphaNumeric(c) || c == '+' || c == '/';
      case TOKEN -> isAlphaNumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
      case PRINTABLE -> c >= ' ' && c <= '~';
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphaNumeric(char c) {
    return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
