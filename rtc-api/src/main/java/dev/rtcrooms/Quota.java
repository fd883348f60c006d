package dev.rtcrooms;

/**
 * How much one user, or one network address, may have and do; immutable, any thread.
 *
 * @param connections how many connections at once. A further one is closed with {@link
 *     CloseReason#TOO_MANY_CONNECTIONS}.
 * @param joinsPerSecond how many connections may join within any second. A further one is closed
 *     with {@link CloseReason#TOO_MANY_JOINS}.
 * @param newRoomsPerMinute how many rooms may be opened within any minute, by joining or by {@code
 *     POST room/create}. A further one is refused with {@link Refusal#TOO_MANY_NEW_ROOMS}.
 * @param rooms how many of the rooms that were opened so may be open at once. A further one is
 *     refused likewise.
 */
public record Quota(int connections, int joinsPerSecond, int newRoomsPerMinute, int rooms) {

  /** 20 connections, 5 joins a second, 10 new rooms a minute, 100 open rooms. */
  public static final Quota DEFAULT = new Quota(20, 5, 10, 100);

  /** No quota. */
  public static final Quota UNLIMITED =
      new Quota(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public Quota {
    if (connections < 1 || joinsPerSecond < 1 || newRoomsPerMinute < 1 || rooms < 1) {
      throw new IllegalArgumentException("A quota must be positive");
    }
  }
}
