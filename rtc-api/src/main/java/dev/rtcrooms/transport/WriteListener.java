package dev.rtcrooms.transport;

/**
 * Receives the result of one write. Exactly one of its methods is called, exactly once, on any
 * thread, perhaps inside {@link Connection#write}. Neither method throws or blocks.
 */
public interface WriteListener {

  /** The transport has accepted the whole batch and is ready for the next. */
  void written();

  /**
   * The write failed, and the connection cannot be used any more.
   *
   * @param cause why it failed
   */
  void failed(Throwable cause);
}
