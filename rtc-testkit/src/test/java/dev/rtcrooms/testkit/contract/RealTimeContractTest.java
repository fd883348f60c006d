package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Scheduler;

/** The time in which contracts run does what a scheduler must. */
class RealTimeContractTest extends SchedulerContract {

  @Override
  protected Scheduler scheduler() {
    return RealTime.SHARED;
  }
}
