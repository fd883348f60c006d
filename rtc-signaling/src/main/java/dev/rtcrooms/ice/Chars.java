package dev.rtcrooms.ice;

/**
 * What texts are made of, all of it ASCII. As bits and not as predicates, since every character of
 * a candidate is looked up here, and the first candidate would wait for predicates to be linked.
 */
enum Chars {
  DIGIT("0123456789"),
  HEX("0123456789ABCDEFabcdef"),
  /** What labels of names are made of, with the underscore that some have. */
  LABEL(Chars.ALPHANUMERIC + "-_"),
  /** {@code ice-char} (RFC 8839 §5.1). */
  ICE(Chars.ALPHANUMERIC + "+/"),
  /** {@code token-char} (RFC 8866 §9). */
  TOKEN(Chars.ALPHANUMERIC + "!#$%&'*+-.^_`{|}~"),
  PRINTABLE(Chars.ALPHANUMERIC + " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** A bit for each character below 64, and for each from 64 on. */
  private final long low;

  private final long high;

  Chars(String chars) {
    long below = 0;
    long above = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      below |= c < 64 ? 1L << c : 0;
      above |= c < 64 ? 0 : 1L << (c - 64);
    }
    low = below;
    high = above;
  }

  /** Whether a text has at least one character, and all are of this kind. */
  boolean all(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      long bits = c < 64 ? low : c < 128 ? high : 0;
      if ((bits >>> (c % 64) & 1) == 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
