package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.Limits;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Codec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * An engine in memory for the rooms of several nodes in one test, with the faults of networks and
 * storages. Without faults, the storage answers at once, and a frame arrives with the next task of
 * the receiver. For the test's thread, on which the rooms run, too. {@link
 * dev.rtcrooms.testkit.TestNodes} builds the rooms.
 */
public final class SimulatedCluster {

  private final Scheduler time;
  private final RandomGenerator random;
  private final BiFunction<List<MessageType<?>>, Limits, Codec> codecs;
  private final Rules rules = new Rules();
  private final Storage storage = new Storage(rules);
  private final Map<String, SimulatedNode> byName = new HashMap<>();
  private final Set<String> cutOff = new HashSet<>();
  private final Map<String, Queue<Runnable>> held = new HashMap<>();
  private final Map<String, Long> arrivals = new HashMap<>();
  private final Network network = new Faulty();
  private Duration latency = Duration.ZERO;
  private double lossOfFrames;
  private double lossOfAnswers;

  /**
   * A cluster without nodes.
   *
   * @param time the time of all nodes, such as a {@code VirtualTime}
   * @param random decides which frame and which answer a fault hits
   * @param codecs creates the codec of each node, such as {@code JsonCodec::new}
   */
  public SimulatedCluster(
      Scheduler time,
      RandomGenerator random,
      BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    this.time = time;
    this.random = random;
    this.codecs = codecs;
  }

  /**
   * Creates the engine of a node.
   *
   * @param name the node's name in this test
   * @return the engine, for one {@link dev.rtcrooms.RoomsBuilder#cluster}
   */
  public Cluster node(String name) {
    return new SimulatedNode(name, network, codecs);
  }

  /**
   * Delays each frame, and each question to the storage and its answer, by a random time.
   *
   * @param most the longest delay; frames from one node to another stay in order, and so do a
   *     node's questions. A node may send the next frame after this time.
   */
  public void delay(Duration most) {
    latency = most;
  }

  /**
   * Loses frames between nodes.
   *
   * @param probability from 0 to 1
   */
  public void loseFrames(double probability) {
    lossOfFrames = probability;
  }

  /**
   * Loses answers of the storage after it has done what it was asked.
   *
   * @param probability from 0 to 1
   */
  public void loseAnswers(double probability) {
    lossOfAnswers = probability;
  }

  /**
   * Cuts a node off from the storage and from all other nodes.
   *
   * @param name the node's name in this test
   */
  public void cutOff(String name) {
    cutOff.add(name);
  }

  /**
   * Connects a node again.
   *
   * @param name the node's name in this test
   */
  public void reconnect(String name) {
    cutOff.remove(name);
  }

  /**
   * Holds what a node sends to the storage and to other nodes, until {@link #release}. What is sent
   * to the node arrives.
   *
   * @param name the node's name in this test
   */
  public void hold(String name) {
    held.computeIfAbsent(name, node -> new ArrayDeque<>());
  }

  /**
   * Lets everything arrive that was held, in its order.
   *
   * @param name the node's name in this test
   */
  public void release(String name) {
    Queue<Runnable> late = held.remove(name);
    if (late != null) {
      late.forEach(Runnable::run);
    }
  }

  /** Lets the storage accept what former homes send, to see a test notice that. */
  public void withoutFence() {
    rules.takeOutFence();
  }

  /** Lets the storage forget that events are missing, to see a test notice that. */
  public void withoutFloor() {
    rules.takeOutFloor();
  }

  /** Lets nodes judge others that were blind until now, to see a test notice that. */
  public void withoutBlindRule() {
    rules.takeOutBlind();
  }

  /**
   * Ends a node as the kill of its process does. Other nodes find out when they send to it.
   *
   * @param name the node's name in this test
   */
  public void kill(String name) {
    SimulatedNode node = byName.get(name);
    if (node != null) {
      node.stop();
    }
  }

  /**
   * Loses the newest events of each room, as a failover of the storage to a replica may.
   *
   * @param events how many of each room
   */
  public void loseNewest(int events) {
    storage.loseNewest(events);
  }

  /** Loses everything that the storage has. */
  public void flush() {
    storage.flush();
  }

  private final class Faulty implements Network {

    @Override
    public long now() {
      return time.nanoTime();
    }

    @Override
    public Rules rules() {
      return rules;
    }

    @Override
    public void joined(SimulatedNode node) {
      byName.put(node.name(), node);
    }

    @Override
    public NodeStatus status(String node) {
      SimulatedNode known = byName.get(node);
      if (known == null) {
        throw new IllegalStateException("No such node");
      }
      return known.status();
    }

    @Override
    public <T> CompletionStage<T> ask(SimulatedNode from, Function<Storage, T> task) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      goes(
          from,
          from.name(),
          () -> {
            if (cutOff.contains(from.name())) {
              return; // neither the question nor the answer arrives
            }
            CompletableFuture<T> result = new CompletableFuture<>();
            try {
              result.complete(task.apply(storage));
            } catch (RuntimeException e) {
              result.completeExceptionally(e);
            }
            if (random.nextDouble() >= lossOfAnswers) {
              answered(from, result, answer);
            }
          });
      return answer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is complete
    private <T> void answered(
        SimulatedNode to, CompletableFuture<T> result, CompletableFuture<T> answer) {
      Runnable arrives =
          () ->
              result.whenComplete(
                  (value, failure) -> {
                    if (failure != null) {
                      answer.completeExceptionally(failure);
                    } else {
                      answer.complete(value);
                    }
                  });
      if (latency.isZero()) {
        arrives.run();
      } else {
        time.schedule(Duration.ofNanos(drawn()), () -> to.execute(arrives));
      }
    }

    @Override
    public CompletionStage<Void> send(SimulatedNode from, String to, byte[] frame) {
      SimulatedNode receiver = byName.get(to);
      if (receiver == null || receiver.isClosed()) {
        storage.evict(to); // nobody listens there
        return CompletableFuture.failedStage(new IllegalStateException("No such node"));
      }
      String sender = from.self();
      boolean arrives =
          random.nextDouble() >= lossOfFrames
              && !cutOff.contains(from.name())
              && !cutOff.contains(receiver.name());
      if (arrives) {
        Runnable arrival = () -> receiver.execute(() -> receiver.received(sender, frame));
        goes(from, from.name() + ">" + receiver.name(), arrival);
      }
      return latency.isZero() ? CompletableFuture.completedStage(null) : sent(from);
    }

    /** The sender may send the next frame after a while. */
    private CompletionStage<Void> sent(SimulatedNode from) {
      CompletableFuture<Void> sent = new CompletableFuture<>();
      time.schedule(latency, () -> from.execute(() -> sent.complete(null)));
      return sent;
    }

    /** Lets something arrive after everything that went the same way, unless it is held. */
    private void goes(SimulatedNode from, String way, Runnable arrival) {
      long due = Math.max(drawn(), arrivals.getOrDefault(way, now()) - now());
      arrivals.put(way, now() + due);
      Queue<Runnable> late = held.get(from.name());
      if (late != null) {
        late.add(arrival);
      } else if (due == 0) {
        arrival.run();
      } else {
        time.schedule(Duration.ofNanos(due), arrival);
      }
    }

    private long drawn() {
      return latency.isZero() ? 0 : random.nextLong(latency.toNanos() + 1);
    }
  }
}
