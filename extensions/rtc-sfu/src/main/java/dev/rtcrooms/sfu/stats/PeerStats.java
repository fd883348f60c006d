package dev.rtcrooms.sfu.stats;

import java.util.List;

/**
 * A connection of a client: the one on which it publishes, or the one on which it receives. Holds
 * no addresses. Immutable; any thread.
 *
 * @param client the id of the client
 * @param publishes false for the connection on which it receives
 * @param roundTripMillis of repairs from a publisher, or of reports of a receiver; 100 until it is
 *     measured
 * @param bufferedBytes what is kept of its packets, to send them again
 * @param tracks what it sends or gets
 */
public record PeerStats(
    String client,
    boolean publishes,
    int roundTripMillis,
    long bufferedBytes,
    List<TrackStats> tracks) {

  /** Copies the list. */
  public PeerStats {
    tracks = List.copyOf(tracks);
  }
}
