package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The engines of one test of {@link ClusterContract}: they form one cluster, which nobody else
 * uses. The methods with a default are for engines that a test runs in another time than the
 * system's. Any thread.
 */
public interface TestEngines extends AutoCloseable {

  /**
   * Creates the engine of one more node.
   *
   * @return an engine that has not joined; the contract closes it
   */
  Cluster create();

  /**
   * Cuts a node off from the storage and from all other nodes. What it sends from now on does not
   * arrive, or arrives after {@link #reconnect}.
   *
   * @param engine an engine of this cluster that has joined
   */
  void cutOff(Cluster engine);

  /**
   * Connects a node again.
   *
   * @param engine an engine that was cut off
   */
  void reconnect(Cluster engine);

  /**
   * Returns how long the other nodes believe at most in the lease of a node that was cut off. A
   * short lease makes the tests fast.
   *
   * @return 10 seconds by default
   */
  default Duration lease() {
    return Duration.ofSeconds(10);
  }

  /**
   * Returns the clock and the timers of the nodes.
   *
   * @return the system's time by default
   */
  default Scheduler scheduler() {
    return RealTime.SHARED;
  }

  /**
   * Returns the threads of the nodes.
   *
   * @return several threads by default
   */
  default Executor executor() {
    return RealTime.SHARED;
  }

  /** Lets a moment pass, while a test waits for something; a few milliseconds by default. */
  default void pass() {
    RealTime.SHARED.pass();
  }

  /** Releases everything that is not an engine. */
  @Override
  void close();
}
