package dev.rtcrooms.spi.cluster;

import dev.rtcrooms.spi.Scheduler;
import java.util.concurrent.Executor;

/** A node, as the hub presents it to the engine. Any thread; no method blocks. */
public interface ClusterNode {

  /**
   * Returns the clock and the timers that the engine must use.
   *
   * @return the rooms' scheduler
   */
  Scheduler scheduler();

  /**
   * Returns the threads of the rooms, for work of the engine that does not block.
   *
   * @return the rooms' executor
   */
  Executor executor();

  /**
   * Derives a key from the secret of the rooms, which all nodes share: for names in the engine's
   * storage from which nobody can compute the id of a room.
   *
   * @param purpose different purposes have unrelated keys
   * @return 32 bytes
   */
  byte[] key(String purpose);

  /**
   * Describes this node at this moment.
   *
   * @param name the {@linkplain Cluster#self() name} of this node
   * @return what the engine tells other nodes
   */
  NodeStatus status(String name);

  /**
   * Receives a frame. Frames of one node must be given one at a time, in the order of arrival.
   *
   * @param from the name of the sending node
   * @param frame what {@link Cluster#send} was given there; not changed afterwards
   */
  void received(String from, byte[] frame);

  /**
   * This node has a lease again, after {@link Cluster#isCurrent} was false. It may be called more
   * often than that, for example after each renewal.
   */
  void resumed();
}
