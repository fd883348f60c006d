package dev.rtcrooms.signaling;

/** The ids of two peers, in either order. */
record Ends(String low, String high) {

  static Ends of(String one, String other) {
    return one.compareTo(other) < 0 ? new Ends(one, other) : new Ends(other, one);
  }

  boolean has(String id) {
    return low.equals(id) || high.equals(id);
  }
}
