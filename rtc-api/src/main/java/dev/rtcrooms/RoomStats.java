package dev.rtcrooms;

import java.time.Duration;
import java.util.UUID;

/**
 * Figures of one room; immutable, any thread.
 *
 * @param room the room's id
 * @param clients how many clients are in the room
 * @param people how many users these are
 * @param waitingBytes how much waits for its clients, in bytes on the wire, as of the last second;
 *     what several clients share counts once
 * @param waitingTasks how many tasks wait or run in its mailbox
 * @param mailboxLag for how long the oldest of them does; zero if there is none. It may be a little
 *     more than the truth, since a room measures time for each turn, not for each task
 * @param waitingDeliveries how many deliveries wait on its lanes
 * @param laneLag for how long the oldest of them does, on the slowest lane; as above
 * @param historyEvents how many events its history keeps in memory
 * @param historyBytes how much memory they take
 */
public record RoomStats(
    UUID room,
    int clients,
    int people,
    long waitingBytes,
    int waitingTasks,
    Duration mailboxLag,
    int waitingDeliveries,
    Duration laneLag,
    int historyEvents,
    long historyBytes) {

  /** Leaves out the room's id, which is a capability. */
  @Override
  public String toString() {
    return "RoomStats[clients="
        + clients
        + ", people="
        + people
        + ", waitingBytes="
        + waitingBytes
        + ", waitingTasks="
        + waitingTasks
        + ", mailboxLag="
        + mailboxLag
        + ", waitingDeliveries="
        + waitingDeliveries
        + ", laneLag="
        + laneLag
        + ", historyEvents="
        + historyEvents
        + ", historyBytes="
        + historyBytes
        + "]";
  }
}
