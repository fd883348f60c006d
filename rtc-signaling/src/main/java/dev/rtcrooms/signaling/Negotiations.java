package dev.rtcrooms.signaling;

/** The one counter from which all connections and offers of a room take their numbers. */
final class Negotiations {

  private long last;

  long next() {
    return ++last;
  }
}
