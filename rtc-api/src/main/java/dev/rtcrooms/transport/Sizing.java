package dev.rtcrooms.transport;

/** Tells how much messages take on a wire. Any thread; never blocks. A {@link Codec} is one. */
@FunctionalInterface
public interface Sizing {

  /**
   * How much a message takes; used to cut what is said into frames, and for the bounds of what
   * waits.
   *
   * @param message what may be written
   * @return bytes, at least 1, and the same each time
   */
  int size(Outgoing message);
}
