package dev.rtcrooms.message;

import java.util.List;

/**
 * Up to which chat message users have read.
 *
 * @param markers all known ones for a client that joins, later those that have changed
 */
public record ReadMarkers(List<Marker> markers) implements ChatEvent {

  /** On the wire: {@code read-markers}. */
  public static final MessageType<ReadMarkers> TYPE =
      MessageType.of("read-markers", ReadMarkers.class);

  /** Copies the list. */
  public ReadMarkers {
    markers = List.copyOf(markers);
  }

  /**
   * The marker of one user.
   *
   * @param user the user's id
   * @param message the number of the last message that the user has read
   */
  public record Marker(String user, long message) {}
}
