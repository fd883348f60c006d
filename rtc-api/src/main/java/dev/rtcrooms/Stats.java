package dev.rtcrooms;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Figures of all rooms; immutable, any thread. Each figure is right for its own moment, which may
 * differ from that of another.
 *
 * @param rooms those of each open room, in no particular order
 * @param unreadBytes how much from all clients waits until it is handled, as {@link
 *     MemoryLimits#unreadBytes()} counts
 * @param droppedEvents how many calls of the {@link dev.rtcrooms.spi.RoomListener} were dropped
 * @param clientsElsewhere how many clients are connected to this node, and enter or are in a room
 *     whose home is another node; zero without a {@linkplain RoomsBuilder#cluster cluster}
 * @param storedEvents how many recorded events were stored since these rooms were built
 * @param failedAppends how many {@linkplain dev.rtcrooms.spi.Past#append appends} failed, or did
 *     not end within {@link Limits#answerTimeout()}. Their events are tried again, refused to their
 *     senders, or sent without a number
 * @param events how many events the rooms have sent since they were built, by the name of the type.
 *     A broadcast counts once, whoever receives it; what is sent to one client counts for each
 *     client, also what it has missed. Copied; unmodifiable
 * @param refusals how many messages of clients were refused before a command was handled, by the
 *     {@linkplain Refusal#code code} of the refusal, since these rooms were built: those beyond the
 *     {@linkplain Limits rates}, and those that could not be read. Codes that only a host's own
 *     {@link dev.rtcrooms.transport.Codec} has count as {@code other}. Each code that is counted is
 *     there from the beginning. What is refused later, the {@link
 *     dev.rtcrooms.spi.RoomListener#handled listener} is told. Copied; unmodifiable
 */
public record Stats(
    List<RoomStats> rooms,
    long unreadBytes,
    long droppedEvents,
    int clientsElsewhere,
    long storedEvents,
    long failedAppends,
    Map<String, Long> events,
    Map<String, Long> refusals) {

  /** Copies the list and the maps. */
  public Stats {
    rooms = List.copyOf(rooms);
    events = Map.copyOf(events);
    refusals = Map.copyOf(refusals);
  }

  /**
   * Returns how many clients are in the rooms, connected to any node.
   *
   * @return the sum of all rooms
   */
  public long clients() {
    return sum(RoomStats::clients);
  }

  /**
   * Returns how many people are in the rooms; someone in two rooms counts twice.
   *
   * @return the sum of all rooms
   */
  public long people() {
    return sum(RoomStats::people);
  }

  /**
   * Returns how much waits for all clients.
   *
   * @return the sum of all rooms, in bytes on the wire
   */
  public long waitingBytes() {
    return sum(RoomStats::waitingBytes);
  }

  /**
   * Returns how much memory all histories take.
   *
   * @return the sum of all rooms, in bytes
   */
  public long historyBytes() {
    return sum(RoomStats::historyBytes);
  }

  private long sum(ToLongFunction<RoomStats> figure) {
    return rooms.stream().mapToLong(figure).sum();
  }
}
