package dev.rtcrooms.grammar;

/** Reads unsigned decimal numbers, {@code 1*DIGIT}; any thread. */
public final class Decimal {

  /** The largest port number. */
  public static final int MAX_PORT = 65_535;

  /** The result of {@link #parse} for a text that is not a number up to its maximum. */
  public static final long NONE = -1;

  private Decimal() {}

  /**
   * Reads a number. Leading zeros are allowed, and any number of digits.
   *
   * @param text the digits
   * @param max the largest number allowed, from 0 on
   * @return the number, or {@link #NONE} if the text is no number or one above {@code max}
   */
  public static long parse(CharSequence text, long max) {
    if (!CharClass.DIGIT.matches(text)) {
      return NONE;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit > max || value > (max - digit) / 10) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
