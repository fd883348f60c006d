package dev.rtcrooms.message;

/**
 * A message between two peers that set up a WebRTC session: a command when a client sends it, an
 * event when the other receives it. Immutable, any thread.
 */
public sealed interface Signal extends Command, Event permits Offer, Answer, Candidate, Restart {

  /**
   * Returns the other peer.
   *
   * @return the receiver in a command, the sender in an event
   */
  String peer();

  /**
   * Returns the number of the negotiation between the two peers to which this belongs.
   *
   * @return in a relayed offer, its number; in an answer, the number of the offer that it answers;
   *     in any other signal that a client sends, the newest number it knows for the peer, from
   *     {@link Connect}, an offer or an answer
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
