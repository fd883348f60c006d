package dev.rtcrooms.sfu.net;

import java.util.concurrent.TimeUnit;

/**
 * Whether a loop has more to do than it can. It is overloaded once it was late for 5 seconds, and
 * until it was in time for 5 seconds. Times are nanoseconds of any clock. Notes are for the loop's
 * thread.
 */
final class Overload {

  static final long PERSISTS = TimeUnit.SECONDS.toNanos(5);

  /** How long the loop must bear a layer before it gets one more. */
  static final long RISE = TimeUnit.SECONDS.toNanos(10);

  /** The most layers of a video. */
  static final int LAYERS = 3;

  private long steadySince;
  private long roseAt;
  private int layers = LAYERS;
  private volatile boolean overloaded;

  Overload(long now) {
    this.steadySince = now;
  }

  /** Notes whether the loop is late now. */
  void note(boolean late, long now) {
    if (late == overloaded) {
      steadySince = now;
    } else if (now - steadySince >= PERSISTS) {
      overloaded = late;
      steadySince = now;
    }
    if (overloaded) {
      layers = 1;
      roseAt = now;
    } else if (layers < LAYERS && now - roseAt >= RISE) {
      layers++;
      roseAt = now;
    }
  }

  /** How many layers of a video are forwarded: one while it is overloaded, then one by one more. */
  int layers() {
    return layers;
  }

  /** Notes that the loop has nothing to do. */
  void idle(long now) {
    overloaded = false;
    steadySince = now;
    layers = LAYERS;
  }

  /** Any thread. */
  boolean isOverloaded() {
    return overloaded;
  }
}
