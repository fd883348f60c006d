package dev.rtcrooms.sdp;

/**
 * A class of characters that a grammar names: those of ASCII one by one, all others together. As
 * bits, because every character of a description is looked up here.
 */
final class CharClass {

  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  static final CharClass DIGIT = of("0123456789");

  static final CharClass HEX = of("0123456789ABCDEFabcdef");

  /** {@code token-char} (RFC 8866 §9). */
  static final CharClass TOKEN = of(ALPHANUMERIC + "!#$%&'*+-.^_`{|}~");

  /** {@code ice-char} (RFC 8839 §5.1). */
  static final CharClass ICE = of(ALPHANUMERIC + "+/");

  /** What {@code rid-id} is made of (RFC 8851 §10). */
  static final CharClass RID = of(ALPHANUMERIC + "-_");

  /** What {@code non-ws-string} is made of (RFC 8866 §9). */
  static final CharClass VISIBLE = new CharClass(-1L << 33, -1L >>> 1, true);

  private final long low;
  private final long high;
  private final boolean others;

  private CharClass(long low, long high, boolean others) {
    this.low = low;
    this.high = high;
    this.others = others;
  }

  private static CharClass of(String chars) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if (c < 64) {
        low |= 1L << c;
      } else {
        high |= 1L << (c - 64);
      }
    }
    return new CharClass(low, high, false);
  }

  /** Where the run of these characters ends that begins at {@code from}. */
  int runEnd(CharSequence text, int from, int end) {
    int at = from;
    while (at < end) {
      char c = text.charAt(at);
      boolean has = c < 64 ? (low >>> c & 1) != 0 : c < 128 ? (high >>> (c - 64) & 1) != 0 : others;
      if (!has) {
        break;
      }
      at++;
    }
    return at;
  }
}
