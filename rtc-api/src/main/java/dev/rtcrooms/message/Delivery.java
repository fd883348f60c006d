package dev.rtcrooms.message;

/** What happens to an event whose receiver is not ready for it. */
public enum Delivery {
  /**
   * Numbered, kept in the history, and never dropped: a client that cannot keep up is disconnected,
   * and may resume.
   */
  RECORDED,
  /**
   * Never dropped, but never in the history either: a client that cannot keep up is disconnected,
   * and is told the state anew when it returns.
   */
  SIGNAL,
  /** Only the newest waits; it may be replaced until its write begins. */
  LATEST
}
