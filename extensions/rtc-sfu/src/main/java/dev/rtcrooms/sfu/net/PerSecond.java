package dev.rtcrooms.sfu.net;

import java.util.concurrent.TimeUnit;

/** Permits something so many times a second. Not thread-safe. */
final class PerSecond {

  private final int most;
  private long second;
  private int taken;

  /**
   * @param most in each second
   */
  PerSecond(int most) {
    this.most = most;
  }

  /** Takes one of this second, and returns false if none is left. */
  boolean take(long now) {
    if (taken == 0 || now - second >= TimeUnit.SECONDS.toNanos(1)) {
      second = now;
      taken = 0;
    }
    return ++taken <= most;
  }
}
