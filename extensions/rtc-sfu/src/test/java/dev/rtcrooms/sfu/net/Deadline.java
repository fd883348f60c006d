package dev.rtcrooms.sfu.net;

import java.util.concurrent.TimeUnit;

/** Ends a wait for something that never comes. */
public final class Deadline {

  private static final long SECONDS = 60;

  private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

  /** Waits for a moment, unless the wait has been too long. */
  public void spin() {
    if (System.nanoTime() - end > 0) {
      throw new AssertionError("It did not come within " + SECONDS + " seconds");
    }
    Thread.onSpinWait();
  }
}
