package dev.rtcrooms.testkit.contract;

import java.time.Duration;

/** The engine of simulations does all that an engine must, if each answer takes a while. */
class SlowClusterContractTest extends ClusterContract {

  @Override
  protected TestEngines engines() {
    return new SeededEngines(EngineFault.NONE, Duration.ofMillis(150));
  }
}
