package dev.rtcrooms.message;

/**
 * What two peers exchange to set up a WebRTC session: a command when a client sends it, an event
 * when the other hears it. Immutable.
 */
public sealed interface Signal extends Command, Event permits Offer, Answer, Candidate, Restart {

  /**
   * The other peer.
   *
   * @return whom the signal is for, when a client sends it; whom it is from, when a client hears it
   */
  String peer();

  /**
   * Which negotiation of the pair this belongs to.
   *
   * @return in a relayed offer, its number; in an answer, the number of the offer that it answers;
   *     in any other signal that a client sends, the newest number it knows for the peer, from
   *     {@link Connect}, an offer or an answer
   */
  long negotiation();

  /**
   * The same signal under another address.
   *
   * @param peer the other peer's id
   * @param negotiation the number it is relayed with
   * @return a new signal
   */
  Signal readdressed(String peer, long negotiation);
}
