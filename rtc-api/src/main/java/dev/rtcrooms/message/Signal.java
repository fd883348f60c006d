package dev.rtcrooms.message;

/**
 * A message between two peers that set up a WebRTC session: a command when a client sends it, an
 * event when the other receives it. Immutable, any thread.
 */
public sealed interface Signal extends Command, Event
    permits Offer, Answer, Candidate, Restart, Show, Paused, IdleLayers {

  /**
   * Returns the other peer.
   *
   * @return the receiver in a command, the sender in an event
   */
  String peer();

  /**
   * Returns the number of the negotiation between the two peers to which this belongs.
   *
   * @return in an offer that a client receives, its own number; in an answer, the number of the
   *     offer; in any other signal, the latest number that the sender got for the peer, from {@link
   *     Connect}, an offer or an answer
   */
  long negotiation();

  /**
   * Changes peer and negotiation, for relaying.
   *
   * @param peer the id of the other peer
   * @param negotiation the new number
   * @return a changed copy
   */
  Signal readdressed(String peer, long negotiation);
}
