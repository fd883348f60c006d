package dev.rtcrooms.testkit.cluster;

/**
 * The rules that keep a cluster right. A test of the tests takes one out, and must then see faults.
 * For one thread.
 */
final class Rules {

  private boolean fence = true;
  private boolean floor = true;
  private boolean blind = true;

  void takeOutFence() {
    fence = false;
  }

  void takeOutFloor() {
    floor = false;
  }

  void takeOutBlind() {
    blind = false;
  }

  /** Whether the storage refuses what a former home sends. */
  boolean fence() {
    return fence;
  }

  /** Whether the storage remembers that events are missing. */
  boolean floor() {
    return floor;
  }

  /** Whether a node that had no lease for a while must not judge others at once. */
  boolean blind() {
    return blind;
  }
}
