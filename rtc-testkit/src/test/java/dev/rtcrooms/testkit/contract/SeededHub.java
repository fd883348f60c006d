package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.util.concurrent.Executor;

/**
 * What a faulty engine tells its node; any thread.
 *
 * @param node the node of the contract
 * @param loseRooms tells that all rooms of the node are lost
 */
record SeededHub(ClusterNode node, EngineFault fault, Runnable loseRooms) implements ClusterNode {

  @Override
  public Scheduler scheduler() {
    return node.scheduler();
  }

  @Override
  public Executor executor() {
    return node.executor();
  }

  @Override
  public byte[] key(String purpose) {
    return node.key(purpose);
  }

  @Override
  public NodeStatus status(String name) {
    return node.status(name);
  }

  @Override
  public void received(String from, byte[] frame) {
    node.received(fault == EngineFault.NAMES_NO_SENDER ? "n0" : from, frame);
  }

  @Override
  public void resumed() {
    if (fault == EngineFault.LOSES_ROOMS_WITH_THE_LEASE) {
      loseRooms.run();
    }
    if (fault != EngineFault.TELLS_NO_NEW_LEASE) {
      node.resumed();
    }
  }
}
