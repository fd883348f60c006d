package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.spi.cluster.NodeStatus;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the engines of a simulation use; for one thread. */
interface Network {

  /** The time of the storage, in nanoseconds. */
  long now();

  Rules rules();

  /** From now on the node can be reached. */
  void joined(SimulatedNode node);

  <T> CompletionStage<T> ask(SimulatedNode from, Function<Storage, T> task);

  CompletionStage<Void> send(SimulatedNode from, String to, byte[] frame);

  NodeStatus status(String node);
}
