package dev.rtcrooms.spi;

/** What became of an offer (RFC 3264), as the room between the two peers knows it. */
public enum NegotiationOutcome {

  /** The answer was passed on. */
  ANSWERED,

  /** Both peers offered at once, and the offer of the other one stands (RFC 3264 §4). */
  GLARE,

  /** The same peer offered again before there was an answer. */
  REPLACED,

  /** The connection ended before there was an answer. */
  UNANSWERED
}
