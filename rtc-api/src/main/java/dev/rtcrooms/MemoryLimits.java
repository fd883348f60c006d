package dev.rtcrooms;

/**
 * How much memory all rooms of an application may use together, so that clients cannot exhaust the
 * heap even if each of them keeps within its own limits; immutable, any thread.
 *
 * @param historyBytes how much the histories in memory may keep, in bytes of memory. Beyond that
 *     the oldest events go first, of the rooms that keep most.
 * @param outboxBytes how much may wait for all clients, in bytes on the wire; what several clients
 *     share counts once. Checked each second. Beyond that clients are disconnected with {@link
 *     CloseReason#TOO_SLOW}: those first for whom most waits.
 * @param unreadBytes how much from all clients may wait until it is handled, in bytes on the wire
 *     and 256 for each message. Beyond that clients that have more than 16 KiB waiting are
 *     disconnected with {@link CloseReason#BUSY}.
 * @param stateBytes how much the rooms may keep besides their histories, in bytes of memory: the
 *     last chat messages, direct messages, read markers, and the ids by which retries of commands
 *     are recognised. Beyond that the oldest go first, of the rooms that keep most.
 */
public record MemoryLimits(long historyBytes, long outboxBytes, long unreadBytes, long stateBytes) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public MemoryLimits {
    if (historyBytes < 1 || outboxBytes < 1 || unreadBytes < 1 || stateBytes < 1) {
      throw new IllegalArgumentException("A memory limit must be positive");
    }
  }

  /**
   * The limits for a heap: an eighth for histories, and a sixteenth each for what waits for
   * clients, for what waits from them, and for the other state of rooms.
   *
   * @param bytes the size of the heap, at least 1 MiB
   * @return the limits
   */
  public static MemoryLimits ofHeap(long bytes) {
    return new MemoryLimits(bytes / 8, bytes / 16, bytes / 16, bytes / 16);
  }
}
