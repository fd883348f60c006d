package dev.rtcrooms.hub.membership;

/**
 * When a client was last heard, and which ping it has not answered; for the mailbox, except {@link
 * #heard}. Times are the scheduler's nanoseconds.
 */
public final class Liveness {

  private volatile long lastHeard;

  /** When the first ping was sent that is newer than {@link #lastHeard}; outdated if none is. */
  private long unansweredPing;

  /** A client that was just heard. */
  public Liveness(long now) {
    lastHeard = now;
    unansweredPing = now;
  }

  /** Something was received from the client; any thread. */
  public void heard(long now) {
    lastHeard = now;
  }

  private boolean hasAnswered() {
    return lastHeard - unansweredPing >= 0;
  }

  /** A ping is being sent to the client. */
  public void pinged(long now) {
    if (hasAnswered()) {
      unansweredPing = now;
    }
  }

  /**
   * Tells whether the client is considered lost.
   *
   * @param silence how long nothing was received from it, at least
   * @param afterPing how long ago a ping was sent that it has not answered, at least
   */
  public boolean isLost(long now, long silence, long afterPing) {
    return !hasAnswered() && now - unansweredPing > afterPing && now - lastHeard > silence;
  }

  /** A time passed in which nothing could be received. */
  public void excuse(long nanos) {
    if (!hasAnswered()) {
      unansweredPing += nanos;
    }
  }
}
