package dev.rtcrooms.testkit.contract;

import java.time.Duration;

/** The engine of simulations does all that an engine must, without a delay. */
class SimulatedClusterContractTest extends ClusterContract {

  @Override
  protected TestEngines engines() {
    return new SeededEngines(EngineFault.NONE, Duration.ZERO);
  }
}
