package dev.rtcrooms.message;

/**
 * Tells a client to close its {@code RTCPeerConnection} to a peer.
 *
 * @param peer the other peer
 */
public record Disconnect(String peer) implements Event {

  /** On the wire: {@code disconnect}. */
  public static final MessageType<Disconnect> TYPE =
      MessageType.of(
          "disconnect",
          Disconnect.class,
          f -> new Disconnect(f.text("peer")),
          (disconnect, f) -> f.text("peer", disconnect.peer()));
}
