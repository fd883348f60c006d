package dev.rtcrooms.grammar;

/**
 * A class of characters that a grammar names; any thread. Each ASCII character has its own bit, and
 * all other characters share one. Bits are fast, and every character of a description is looked up
 * here. Predicates would have to be linked before the first description is read.
 */
public final class CharClass {

  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** {@code DIGIT} (RFC 5234 §B.1). */
  public static final CharClass DIGIT = of("0123456789");

  /** {@code HEXDIG} (RFC 5234 §B.1) in either case. */
  public static final CharClass HEX = of("0123456789ABCDEFabcdef");

  /** {@code token-char} (RFC 8866 §9). */
  public static final CharClass TOKEN = of(ALPHANUMERIC + "!#$%&'*+-.^_`{|}~");

  /**
   * The characters of a username fragment and a password: {@code ice-char} (RFC 8839 §5.1), and the
   * four others that browsers accept and some servers send.
   */
  public static final CharClass ICE_CREDENTIAL = of(ALPHANUMERIC + "+/-=#_");

  /** {@code rid-id} (RFC 8851 §10), and a label of a host name with the underscore some have. */
  public static final CharClass NAME = of(ALPHANUMERIC + "-_");

  /** {@code non-ws-string} (RFC 8866 §9): visible ASCII and everything beyond ASCII. */
  public static final CharClass VISIBLE = new CharClass(-1L << '!', -1L >>> 1, true);

  /** {@link #VISIBLE} without the colon that ends the name of an attribute. */
  public static final CharClass ATTRIBUTE_NAME =
      new CharClass(VISIBLE.low & ~(1L << ':'), VISIBLE.high, true);

  /** Visible ASCII and the space. */
  public static final CharClass PRINTABLE_ASCII = new CharClass(-1L << ' ', -1L >>> 1, false);

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

  /**
   * Finds the end of a run of these characters.
   *
   * @param text where the run stands
   * @param from where it begins
   * @param end where it ends at the latest
   * @return the index of the first character that is not in this class, or {@code end}
   */
  public int runEnd(CharSequence text, int from, int end) {
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

  /**
   * Tells whether a text consists of these characters.
   *
   * @param text any text
   * @return true if it has at least one character and all are in this class
   */
  public boolean matches(CharSequence text) {
    int length = text.length();
    return length > 0 && runEnd(text, 0, length) == length;
  }
}
