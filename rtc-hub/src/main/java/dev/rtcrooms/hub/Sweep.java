package dev.rtcrooms.hub;

/**
 * Telling some of a lane's clients what was said in a turn, or in several that came while the lane
 * was busy; for the lane.
 */
final class Sweep implements LaneQueue.Step {

  private final LiveClient[] to;
  private final int frameBytes;
  private Spoken spoken;
  private long bytes;
  private int told;

  /**
   * A sweep of one turn.
   *
   * @param to at least one, and not changed any more
   * @param frameBytes how much may be told together
   */
  Sweep(Spoken spoken, LiveClient[] to, int frameBytes) {
    this.spoken = spoken;
    this.to = to;
    this.frameBytes = frameBytes;
  }

  /**
   * Takes up what was said next, before this is begun, if the same clients are to be told and all
   * of it fits a frame: more would not be cheaper together, and counts as one against the outbox.
   */
  boolean takes(Sweep later) {
    if (later.to != to || bytes() + later.bytes() > frameBytes) {
      return false;
    }
    spoken = spoken.then(later.spoken, to[0].lane());
    bytes += later.bytes;
    return true;
  }

  private long bytes() {
    if (bytes == 0) {
      bytes = spoken.bytes(to[0].sizing());
    }
    return bytes;
  }

  @Override
  public int go(int most, long now) {
    int before = told;
    int end = Math.min(to.length, told + most);
    while (told < end) {
      to[told++].deliver(spoken, now);
    }
    return end - before;
  }

  @Override
  public boolean over() {
    return told == to.length;
  }
}
