package dev.rtcrooms.sfu.net;

import java.util.concurrent.TimeUnit;

/**
 * Whether a loop has more to do than it can. It is overloaded once it was late for 5 seconds, and
 * until it was in time for 5 seconds. Times are nanoseconds of any clock. Notes are for the loop's
 * thread.
 */
final class Overload {

  static final long PERSISTS = TimeUnit.SECONDS.toNanos(5);

  private long steadySince;
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
  }

  /** Notes that the loop has nothing to do. */
  void idle(long now) {
    overloaded = false;
    steadySince = now;
  }

  /** Any thread. */
  boolean isOverloaded() {
    return overloaded;
  }
}
