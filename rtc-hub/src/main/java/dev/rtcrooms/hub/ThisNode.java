package dev.rtcrooms.hub;

import dev.rtcrooms.hub.cluster.Nodes;
import dev.rtcrooms.hub.entry.DerivedKey;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This process as a node of a cluster; any thread.
 *
 * @param secret the rooms'
 * @param executor runs also while this node has no lease
 * @param gate in front of the executor
 * @param draining whether the end of the rooms has begun
 * @param rooms the open ones
 * @param nodes receives the frames of other nodes
 * @param address of this node alone, null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // nodes are never compared
record ThisNode(
    byte[] secret,
    Scheduler scheduler,
    Executor executor,
    Gate gate,
    BooleanSupplier draining,
    Supplier<Collection<LiveRoom>> rooms,
    Nodes nodes,
    @Nullable URI address)
    implements ClusterNode {

  @Override
  public byte[] key(String purpose) {
    return new DerivedKey(secret, "rtc-rooms cluster " + purpose).bytes();
  }

  @Override
  public NodeStatus status(String name) {
    Collection<LiveRoom> open = rooms.get();
    int clients = open.stream().mapToInt(room -> room.summary().connections()).sum();
    return new NodeStatus(
        name, draining.getAsBoolean(), open.size(), clients, Optional.ofNullable(address));
  }

  @Override
  public void received(String from, byte[] frame) {
    nodes.received(from, frame);
  }

  @Override
  public void resumed() {
    gate.resume();
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "ThisNode";
  }
}
