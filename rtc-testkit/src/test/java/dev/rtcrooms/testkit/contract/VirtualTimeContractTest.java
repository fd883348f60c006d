package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.testkit.VirtualTime;
import java.time.Duration;

/** Time that a test controls does what a scheduler must. */
class VirtualTimeContractTest extends SchedulerContract {

  @Override
  protected Scheduler scheduler() {
    return new VirtualTime();
  }

  @Override
  protected void pass(Scheduler time) {
    try {
      ((VirtualTime) time).advance(Duration.ofMillis(5));
    } catch (IllegalStateException thrownByTask) {
      // the failure of a task reaches who advances the time, after all other tasks
    }
  }
}
