package dev.rtcrooms.message;

import java.util.List;

/**
 * Tells what a client that came back still has of its media, so that it goes on: the answer to
 * {@link StreamsState#keep()}. Connections that it does not name begin anew.
 *
 * @param publishing whether the client goes on publishing
 * @param connections the open connections to peers
 */
public record Keep(boolean publishing, List<Connection> connections) implements Command {

  /** On the wire: {@code keep}. */
  public static final MessageType<Keep> TYPE =
      MessageType.of(
          "keep",
          Keep.class,
          f -> new Keep(f.flag("publishing"), f.objects("connections", Connection::read)),
          (keep, f) ->
              f.flag("publishing", keep.publishing())
                  .objects("connections", keep.connections(), Connection::write));

  /** The content of the command of a client that keeps nothing. */
  public static final Keep NOTHING = new Keep(false, List.of());

  /**
   * An open {@code RTCPeerConnection}.
   *
   * @param peer the other peer
   * @param negotiation the number of the {@link Connect} that it was opened for
   * @param newest the highest number that the client knows for the peer
   */
  public record Connection(String peer, long negotiation, long newest) {

    private static Connection read(FieldReader fields) {
      return new Connection(
          fields.text("peer"), fields.number("negotiation"), fields.number("newest"));
    }

    private static void write(Connection connection, FieldWriter fields) {
      fields
          .text("peer", connection.peer)
          .number("negotiation", connection.negotiation)
          .number("newest", connection.newest);
    }
  }

  /** Copies the list. */
  public Keep {
    connections = List.copyOf(connections);
  }
}
