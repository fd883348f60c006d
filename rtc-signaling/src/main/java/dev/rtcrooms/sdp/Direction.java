package dev.rtcrooms.sdp;

/** Which way media flows, seen from the one who describes it (RFC 8866 §6.7). */
public enum Direction {
  /** Both ways; what holds where nothing is said. */
  SENDRECV,
  /** Away from the one who describes it. */
  SENDONLY,
  /** Towards the one who describes it. */
  RECVONLY,
  /** Neither way. */
  INACTIVE;

  /**
   * Tells whether the one who describes it sends.
   *
   * @return true for both ways and for away
   */
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /**
   * Tells whether the one who describes it receives.
   *
   * @return true for both ways and for towards
   */
  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }
}
