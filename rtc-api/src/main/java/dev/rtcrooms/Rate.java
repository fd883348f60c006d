package dev.rtcrooms;

/**
 * How much may come: so much per second in the long run, and so much at once. Immutable, any
 * thread.
 *
 * @param perSecond how much per second, at least 1
 * @param burst how much at once, at least 1
 */
public record Rate(int perSecond, int burst) {

  /** As much as anybody can send. */
  public static final Rate UNLIMITED = new Rate(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * Checks both numbers.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public Rate {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "A rate must be positive: " + perSecond + " per second, " + burst + " at once");
    }
  }
}
