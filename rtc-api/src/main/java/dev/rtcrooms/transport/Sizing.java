package dev.rtcrooms.transport;

/** Measures messages on the wire; a {@link Codec} does. Any thread; never blocks. */
@FunctionalInterface
public interface Sizing {

  /**
   * Returns the size of a message, for splitting output into frames and for the limits of pending
   * output.
   *
   * @param message a message that may be written
   * @return bytes, at least 1, and the same each time
   */
  int size(Outgoing message);
}
