package dev.rtcrooms.nodes;

/**
 * What Redis has lost although it had confirmed it: all writes between two moments.
 *
 * @param from the last write before it is kept, by {@link System#nanoTime}
 * @param to the first write after it is kept
 */
record Loss(long from, long to) {

  /** Whether it cannot have taken something that was said and acknowledged then. */
  boolean spares(Talker.Acknowledged message) {
    return message.ended() - from < 0 || message.begun() - to > 0;
  }
}
