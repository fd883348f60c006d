package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.Limits;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * An engine in memory for the rooms of several nodes in one test, with the faults of networks and
 * storages. Without faults, the storage answers at once, and a frame arrives with the next task of
 * the receiver. For the test's thread, on which the rooms run, too. {@link
 * dev.rtcrooms.testkit.TestNodes} builds the rooms.
 */
public final class SimulatedCluster {

  private final SimulatedNetwork network;
  private final BiFunction<List<MessageType<?>>, Limits, Codec> codecs;

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
    network = new SimulatedNetwork(time, random);
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
   * Finds the home of a room, as the storage knows it. A node that has died, or stands still, is
   * the home until its lease ends or another node notices.
   *
   * @param room the id of the room
   * @return the name of the node in this test; empty if no node with a lease is the home
   */
  public Optional<String> home(UUID room) {
    return network.storage.home(room, network.now());
  }

  /**
   * Delays each frame, and each question to the storage and its answer, by a random time.
   *
   * @param most the longest delay; frames from one node to another stay in order, and so do a
   *     node's questions. A node may send the next frame after this time.
   */
  public void delay(Duration most) {
    network.latency = most;
  }

  /**
   * Loses frames between nodes.
   *
   * @param probability from 0 to 1
   */
  public void loseFrames(double probability) {
    network.lossOfFrames = probability;
  }

  /**
   * Loses answers of the storage after it has done what it was asked.
   *
   * @param probability from 0 to 1
   */
  public void loseAnswers(double probability) {
    network.lossOfAnswers = probability;
  }

  /**
   * Lets some frames arrive late, so that later ones overtake them.
   *
   * @param probability from 0 to 1
   * @param most the longest delay
   */
  public void delayFrames(double probability, Duration most) {
    network.lateFrames = new SimulatedNetwork.Chance(probability, most);
  }

  /**
   * Lets some answers of the storage arrive late, so that later ones overtake them. What was asked
   * is done at once.
   *
   * @param probability from 0 to 1
   * @param most the longest delay
   */
  public void delayAnswers(double probability, Duration most) {
    network.lateAnswers = new SimulatedNetwork.Chance(probability, most);
  }

  /**
   * Lets some frames arrive twice, the second time within 6 seconds, between later frames.
   *
   * @param probability from 0 to 1
   */
  public void repeatFrames(double probability) {
    network.repetitionOfFrames = probability;
  }

  /**
   * Asks the storage some questions twice, one after the other, as a driver does that repeats calls
   * when its connection was lost. So the storage does them twice, and answers twice.
   *
   * @param probability from 0 to 1
   */
  public void repeatQuestions(double probability) {
    network.repetitionOfCalls = probability;
  }

  /**
   * Cuts a node off from the storage and from all other nodes.
   *
   * @param name the node's name in this test
   */
  public void cutOff(String name) {
    network.cutOff.add(name);
  }

  /**
   * Connects a node again.
   *
   * @param name the node's name in this test
   */
  public void reconnect(String name) {
    network.cutOff.remove(name);
  }

  /**
   * Holds what a node sends to the storage and to other nodes, until {@link #release}. What is sent
   * to the node arrives.
   *
   * @param name the node's name in this test
   */
  public void hold(String name) {
    network.hold(name);
  }

  /**
   * Lets everything arrive that was held, in its order.
   *
   * @param name the node's name in this test
   */
  public void release(String name) {
    network.release(name);
  }

  /** Lets the storage accept what former homes send, to see a test notice that. */
  public void withoutFence() {
    network.rules.takeOutFence();
  }

  /** Lets the storage forget that events are missing, to see a test notice that. */
  public void withoutFloor() {
    network.rules.takeOutFloor();
  }

  /** Lets nodes judge others that were blind until now, to see a test notice that. */
  public void withoutBlindRule() {
    network.rules.takeOutBlind();
  }

  /**
   * Ends a node as the kill of its process does. Other nodes find out when they send to it.
   *
   * @param name the node's name in this test
   */
  public void kill(String name) {
    network.kill(name);
  }

  /**
   * Loses the newest events of each room, as a failover of the storage to a replica may.
   *
   * @param events how many of each room
   * @return by room, the events that were lost
   */
  public Map<UUID, List<Recorded>> loseNewest(int events) {
    return network.storage.loseNewest(events);
  }

  /**
   * Loses everything that the storage has.
   *
   * @return by room, the events that were lost
   */
  public Map<UUID, List<Recorded>> flush() {
    return network.storage.flush();
  }
}
