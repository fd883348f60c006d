package dev.rtcrooms.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what must happen in a contract; for the test's thread. */
abstract class Patience {

  /**
   * Returns how long a test waits for each thing that must happen.
   *
   * @return seconds, by default 30
   */
  protected int patienceSeconds() {
    return 30;
  }

  /** Lets a moment pass. */
  void pass() {
    RealTime.SHARED.pass();
  }

  /** Waits for what another thread must do; false if it does not. */
  final boolean comes(CountDownLatch event) {
    try {
      return event.await(patienceSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  final void await(String what, BooleanSupplier condition) {
    long began = System.nanoTime();
    long most = TimeUnit.SECONDS.toNanos(patienceSeconds());
    while (!condition.getAsBoolean() && System.nanoTime() - began < most) {
      pass();
    }
    assertTrue(condition.getAsBoolean(), what);
  }
}
