package dev.rtcrooms.signaling;

/** Numbers the connections and offers of a room; for the room's mailbox only. */
final class NegotiationCounter {

  private long last;

  long next() {
    return ++last;
  }
}
