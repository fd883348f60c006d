package dev.rtcrooms.sfu.net;

/** Why a datagram or packet was dropped. Immutable; any thread. */
public enum Drop {
  /** Neither STUN nor DTLS, RTP or RTCP (RFC 7983). */
  UNKNOWN_PROTOCOL,
  /** It came from an address without an authenticated check. */
  UNCHECKED_ADDRESS,
  /** A STUN message that is malformed, or neither a binding request nor a success response. */
  MALFORMED_CHECK,
  /** A check for a username fragment that is not in use. */
  UNKNOWN_UFRAG,
  /** A check with the wrong password, or a response to no check of ours. */
  FORGED_CHECK,
  /** More checks than a peer may send. */
  CHECK_RATE,
  /** DTLS that is malformed, declares a message that is too long, or comes too fast. */
  DTLS,
  /** SRTP before the handshake was complete. */
  NO_KEYS,
  /** SRTP or SRTCP that is not authentic. */
  FORGED,
  /** SRTP or SRTCP that was received before. */
  REPLAYED,
  /** A peer sends more SSRCs than it may. */
  TOO_MANY_SOURCES,
  /** Authentic RTP or RTCP that is malformed. */
  MALFORMED,
  /** RTP that belongs to no track. */
  UNKNOWN_SOURCE,
  /**
   * RTP that was received before, as a packet or as a retransmission, or that comes so late that
   * this is not known any more.
   */
  DUPLICATE,
  /** A retransmission that has no packet in it: it only pads, or probes. */
  PADDING,
  /** A packet that one receiver does not get, because it is older than what that one began with. */
  LATE,
  /** Audio that is not among the loudest, while many send. */
  QUIET,
  /** More packets than a publisher may send. */
  PACKET_RATE,
  /** The system has told of an error when a datagram was to be read. */
  NOT_READ,
  /** The system has refused to send. */
  NOT_SENT,
  /** A check of a peer while too many others of its address are not yet secured. */
  TOO_MANY_PENDING,
  /** More bits than a publisher may send. */
  BIT_RATE,
  /** More media than the loop may send. */
  EGRESS
}
