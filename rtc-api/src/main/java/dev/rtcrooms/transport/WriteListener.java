package dev.rtcrooms.transport;

/**
 * Hears how one write ended. Exactly one of its methods is called, exactly once, on any thread:
 * also from inside {@link Connection#write}. Neither method throws or blocks.
 */
public interface WriteListener {

  /** The transport has taken the whole batch and is ready for the next. */
  void written();

  /**
   * The write failed; the connection is of no more use.
   *
   * @param cause what happened
   */
  void failed(Throwable cause);
}
