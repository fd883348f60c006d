package dev.rtcrooms.message;

/**
 * Tells a client to open an {@code RTCPeerConnection} to a peer, because one of the two publishes.
 * A publisher sends the offers.
 *
 * @param peer the other peer
 * @param polite the client's role in perfect negotiation (W3C webrtc-pc)
 * @param negotiation the first number of this connection; signals of an earlier connection to the
 *     same peer have lower numbers and are refused
 * @param send whether the peer may receive what this client publishes; if false, this client does
 *     not offer
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
