package dev.rtcrooms.message;

/** How an event is delivered to a client that is not ready to receive. */
public enum Delivery {
  /**
   * The event has a number, is kept in the history, and is never dropped. A client that is too slow
   * is disconnected, and may resume.
   */
  RECORDED,
  /**
   * The event is never dropped and not kept in the history. A client that is too slow is
   * disconnected, and gets the current state when it reconnects.
   */
  SIGNAL,
  /** A newer event of the same key replaces this one until its write begins. */
  LATEST
}
