package dev.rtcrooms.message;

/**
 * Open an {@code RTCPeerConnection} to this peer: one of the two publishes. Who publishes offers.
 *
 * @param peer the other peer
 * @param polite the client's role in perfect negotiation (W3C webrtc-pc): the polite peer gives way
 * @param negotiation where the numbering of this connection begins; signals of an earlier
 *     connection to the same peer carry lower numbers and are refused
 * @param send whether the peer may receive what this client publishes; if not, there is nothing to
 *     offer to it
 */
public record Connect(String peer, boolean polite, long negotiation, boolean send)
    implements Event {

  /** On the wire: {@code connect}. */
  public static final MessageType<Connect> TYPE =
      MessageType.of(
          "connect",
          Connect.class,
          f ->
              new Connect(
                  f.text("peer"), f.flag("polite"), f.number("negotiation"), f.flag("send")),
          (connect, f) ->
              f.text("peer", connect.peer())
                  .flag("polite", connect.polite())
                  .number("negotiation", connect.negotiation())
                  .flag("send", connect.send()));
}
