package dev.rtcrooms.sfu.rtp;

/** Extends numbers of 16 bits that wrap around to ones that do not. Not thread-safe. */
public final class Unwrapper {

  private long newest = -1;

  /** Knows no number yet. */
  public Unwrapper() {}

  /**
   * Extends a number to the one nearest to the greatest so far.
   *
   * @param number 16 bits
   * @return the extended number; that of the first call is from 65,536 to 131,071, so that earlier
   *     numbers are not negative
   */
  public long unwrap(int number) {
    if (newest < 0) {
      newest = 0x10000L + number;
      return newest;
    }
    long extended = newest + (short) (number - (int) newest);
    newest = Math.max(newest, extended);
    return extended;
  }
}
