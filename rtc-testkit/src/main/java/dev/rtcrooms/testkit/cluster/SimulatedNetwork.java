package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The network of a simulation with its faults; for one thread. */
final class SimulatedNetwork implements Network {

  private static final Duration REPEATED_WITHIN = Duration.ofSeconds(6);

  /** A fault that hits some frames or answers. */
  record Chance(double probability, Duration most) {
    static final Chance NONE = new Chance(0, Duration.ZERO);
  }

  final Rules rules = new Rules();
  final Storage storage = new Storage(rules);
  final Set<String> cutOff = new HashSet<>();
  Duration latency = Duration.ZERO;
  double lossOfFrames;
  double lossOfAnswers;
  double repetitionOfFrames;
  double repetitionOfCalls;
  Chance lateFrames = Chance.NONE;
  Chance lateAnswers = Chance.NONE;
  private final Scheduler time;
  private final RandomGenerator random;
  private final Map<String, SimulatedNode> byName = new HashMap<>();
  private final Map<String, Queue<Runnable>> held = new HashMap<>();
  private final Map<String, Long> arrivals = new HashMap<>();

  SimulatedNetwork(Scheduler time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  void hold(String name) {
    held.computeIfAbsent(name, node -> new ArrayDeque<>());
  }

  void release(String name) {
    Queue<Runnable> late = held.remove(name);
    if (late != null) {
      late.forEach(Runnable::run);
    }
  }

  void kill(String name) {
    SimulatedNode node = byName.get(name);
    if (node != null) {
      node.stop();
    }
  }

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
    Runnable question = () -> asked(from, task, answer);
    goes(from, from.name(), question);
    if (happens(repetitionOfCalls)) {
      goes(from, from.name(), question);
    }
    return answer;
  }

  private <T> void asked(
      SimulatedNode from, Function<Storage, T> task, CompletableFuture<T> answer) {
    if (cutOff.contains(from.name())) {
      return; // neither the question nor the answer arrives
    }
    Runnable arrival;
    try {
      T value = task.apply(storage);
      arrival = () -> answer.complete(value);
    } catch (RuntimeException e) {
      arrival = () -> answer.completeExceptionally(e);
    }
    if (!happens(lossOfAnswers)) {
      answered(from, arrival);
    }
  }

  private void answered(SimulatedNode to, Runnable arrival) {
    Duration delay = Duration.ofNanos(drawn(latency)).plus(lateness(lateAnswers));
    if (delay.isZero()) {
      arrival.run();
    } else {
      time.schedule(delay, () -> to.execute(arrival));
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
        !happens(lossOfFrames)
            && !cutOff.contains(from.name())
            && !cutOff.contains(receiver.name());
    if (arrives) {
      Runnable arrival = () -> receiver.execute(() -> receiver.received(sender, frame));
      Duration late = lateness(lateFrames);
      if (late.isZero()) {
        goes(from, from.name() + ">" + receiver.name(), arrival);
      } else {
        time.schedule(late, arrival); // other frames overtake it
      }
      if (happens(repetitionOfFrames)) {
        time.schedule(Duration.ofNanos(drawn(REPEATED_WITHIN)), arrival);
      }
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
    long due = Math.max(drawn(latency), arrivals.getOrDefault(way, now()) - now());
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

  private Duration lateness(Chance chance) {
    return happens(chance.probability) ? Duration.ofNanos(drawn(chance.most)) : Duration.ZERO;
  }

  private boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  private long drawn(Duration most) {
    return most.isZero() ? 0 : random.nextLong(most.toNanos() + 1);
  }
}
