package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated cluster with a fault, in virtual time. Any thread: a lock makes the simulation, which
 * is for one thread, run one call at a time.
 */
final class SeededEngines implements TestEngines {

  private static final Duration MOMENT = Duration.ofMillis(100);

  private final VirtualTime time = new VirtualTime();
  private final SimulatedCluster cluster;
  private final EngineFault fault;

  /** The tenures of all nodes, for faults that mix them up. */
  private final Map<UUID, Past> won = new HashMap<>();

  private int nodes;

  /**
   * A cluster without nodes.
   *
   * @param delay of each frame, question and answer at most
   */
  SeededEngines(EngineFault fault, Duration delay) {
    this.fault = fault;
    cluster = new SimulatedCluster(time, new Random(1), (types, limits) -> new TinyCodec());
    cluster.delay(delay);
    if (fault == EngineFault.HAS_NO_FENCE) {
      cluster.withoutFence();
    } else if (fault == EngineFault.HAS_NO_BLIND_RULE) {
      cluster.withoutBlindRule();
    }
  }

  EngineFault fault() {
    return fault;
  }

  /** Runs a call of the simulation. */
  synchronized <T> T locked(Supplier<T> call) {
    return call.get();
  }

  synchronized void keep(UUID room, Past past) {
    won.put(room, past);
  }

  synchronized @Nullable Past kept(UUID room) {
    return won.get(room);
  }

  @Override
  public synchronized Cluster create() {
    String name = "n" + nodes++;
    return new SeededEngine(name, cluster.node(name), this);
  }

  @Override
  public synchronized void cutOff(Cluster engine) {
    cluster.cutOff(((SeededEngine) engine).simulatedName());
  }

  @Override
  public synchronized void reconnect(Cluster engine) {
    cluster.reconnect(((SeededEngine) engine).simulatedName());
  }

  @Override
  public Scheduler scheduler() {
    return time;
  }

  @Override
  public Executor executor() {
    return task -> time.schedule(Duration.ZERO, task);
  }

  @Override
  public synchronized void pass() {
    time.advance(MOMENT);
  }

  @Override
  public void close() {}
}
