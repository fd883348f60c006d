package dev.rtcrooms.message;

/**
 * Tells a client to open an {@code RTCPeerConnection} to a peer, because one of the two publishes,
 * or to go on with the one that it has. A publisher sends the offers.
 *
 * @param peer the other peer
 * @param polite the client's role in perfect negotiation (W3C webrtc-pc)
 * @param negotiation the first number of this connection; signals of an earlier connection to the
 *     same peer have lower numbers and are refused. If the connection is kept, its newest number
 * @param send whether the peer may receive what this client publishes; if false, this client does
 *     not offer
 * @param kept whether the client goes on with its open connection to this peer: see {@link Keep}
 * @param offered whether an offer of this client waits for its answer; true only for a kept
 *     connection. If it is false, an offer that the client sent was lost or its answer was, and the
 *     client sends the offer again
 * @param layers the most layers in which the peer takes a camera's video, from the smallest picture
 *     to the whole one (simulcast, RFC 8853); 1 for no simulcast
 */
public record Connect(
    String peer,
    boolean polite,
    long negotiation,
    boolean send,
    boolean kept,
    boolean offered,
    int layers)
    implements Event {

  /** On the wire: {@code connect}. */
  public static final MessageType<Connect> TYPE =
      MessageType.of("connect", Connect.class, Connect::read, Connect::write);

  /**
   * Opens a new connection without simulcast.
   *
   * @param peer the other peer
   * @param polite the client's role in perfect negotiation
   * @param negotiation the first number of this connection
   * @param send whether the peer may receive what this client publishes
   */
  public Connect(String peer, boolean polite, long negotiation, boolean send) {
    this(peer, polite, negotiation, send, false, false, 1);
  }

  /**
   * Opens a new connection or goes on with one, without simulcast.
   *
   * @param peer the other peer
   * @param polite the client's role in perfect negotiation
   * @param negotiation the first number of this connection, or its newest
   * @param send whether the peer may receive what this client publishes
   * @param kept whether the client goes on with its open connection
   * @param offered whether an offer of this client waits for its answer
   */
  public Connect(
      String peer, boolean polite, long negotiation, boolean send, boolean kept, boolean offered) {
    this(peer, polite, negotiation, send, kept, offered, 1);
  }

  /**
   * Changes the number of layers.
   *
   * @param most at least 1
   * @return a changed copy
   */
  public Connect withLayers(int most) {
    return new Connect(peer, polite, negotiation, send, kept, offered, most);
  }

  private static Connect read(FieldReader fields) {
    return new Connect(
        fields.text("peer"),
        fields.flag("polite"),
        fields.number("negotiation"),
        fields.flag("send"),
        fields.optionalFlag("kept").orElse(false),
        fields.optionalFlag("offered").orElse(false),
        fields.optionalNumber("layers").orElse(1L).intValue());
  }

  private static void write(Connect connect, FieldWriter fields) {
    fields
        .text("peer", connect.peer)
        .flag("polite", connect.polite)
        .number("negotiation", connect.negotiation)
        .flag("send", connect.send);
    if (connect.kept) {
      fields.flag("kept", true).flag("offered", connect.offered);
    }
    if (connect.layers > 1) {
      fields.number("layers", connect.layers);
    }
  }
}
