package dev.rtcrooms;

/**
 * A connection that waits until a feature lets its user in ({@link Feature#held}); for the room's
 * mailbox. Its methods do nothing once the connection waits no longer.
 */
public interface Entrant {

  /** {@return the user who waits} */
  Visit visit();

  /**
   * Ends the wait: asks all features again ({@link Feature#mayEnter}). The user enters, waits
   * again, or is refused.
   */
  void retry();

  /**
   * Ends the wait: closes the connection.
   *
   * @param refusal tells the client why, by {@link CloseReason#of}
   */
  void refuse(Refusal refusal);
}
