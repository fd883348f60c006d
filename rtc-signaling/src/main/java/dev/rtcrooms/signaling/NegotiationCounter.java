package dev.rtcrooms.signaling;

/** Numbers the connections and offers of a room; for the room's mailbox only. */
final class NegotiationCounter {

  private long last;

  /** From now on, numbers are higher than this one. */
  void atLeast(long number) {
    last = Math.max(last, number);
  }

  long next() {
    return ++last;
  }
}
