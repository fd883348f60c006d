package dev.rtcrooms.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that remembers what its engine told it; any thread. */
final class JoinedNode implements ClusterNode {

  private final int number;
  private final Cluster engine;
  private final Scheduler scheduler;
  private final Executor executor;
  private final List<Received> received = new ArrayList<>();
  private final Set<String> inside = new HashSet<>();
  private final AtomicInteger resumes = new AtomicInteger();
  private volatile boolean overlapped;
  private volatile Runnable whenResumed = () -> {};

  /** A frame that has arrived. */
  @SuppressWarnings("ArrayRecordComponent") // frames are compared by their bytes
  record Received(String from, byte[] frame) {}

  JoinedNode(int number, Cluster engine, Scheduler scheduler, Executor executor) {
    this.number = number;
    this.engine = engine;
    this.scheduler = scheduler;
    this.executor = executor;
  }

  Cluster engine() {
    return engine;
  }

  String name() {
    return engine.self();
  }

  @Override
  public Scheduler scheduler() {
    return scheduler;
  }

  @Override
  public Executor executor() {
    return executor;
  }

  @Override
  public byte[] key(String purpose) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(("contract " + purpose).getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each platform has it
    }
  }

  /** Differs from node to node. */
  @Override
  public NodeStatus status(String name) {
    Optional<URI> address =
        number % 2 == 0
            ? Optional.of(URI.create("https://node" + number + ".example/rooms"))
            : Optional.empty();
    return new NodeStatus(name, number % 2 == 0, 10 + number, 100 + number, address);
  }

  @Override
  public void received(String from, byte[] frame) {
    synchronized (this) {
      overlapped |= !inside.add(from);
    }
    synchronized (this) {
      received.add(new Received(from, frame));
      inside.remove(from);
    }
  }

  /** All frames so far. */
  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** The frames of one node so far. */
  List<byte[]> receivedFrom(JoinedNode sender) {
    return received().stream()
        .filter(each -> each.from().equals(sender.name()))
        .map(Received::frame)
        .toList();
  }

  /** Whether two frames of one node were given at the same time. */
  boolean overlapped() {
    return overlapped;
  }

  @Override
  public void resumed() {
    resumes.incrementAndGet();
    whenResumed.run();
  }

  int resumes() {
    return resumes.get();
  }

  /** Does something as soon as the engine tells that there is a lease again. */
  void whenResumed(Runnable task) {
    whenResumed = task;
  }

  @Override
  public String toString() {
    return "Node " + number;
  }
}
