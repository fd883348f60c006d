package dev.rtcrooms.testkit;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import dev.rtcrooms.transport.Codec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rooms on several nodes for a test, joined by a {@link SimulatedCluster}: as {@link TestRooms},
 * with one time for all nodes. Nodes are counted from 0. A node can be frozen, killed, shut down
 * and cut off. A method that takes the number of a node throws an {@link IllegalArgumentException}
 * if there is none. For the test's thread.
 *
 * <pre>{@code
 * @RegisterExtension
 * TestNodes nodes = TestNodes.of(2, () -> RtcRooms.builder().feature(Chat::new), JsonCodec::new);
 *
 * @Test void peopleOnTwoNodesTalk() {
 *   var ann = nodes.join(0, "lobby", "ann");
 *   var bob = nodes.join(1, "lobby", "bob");
 *   ann.send(new Say("hi"));
 *   assertThat(bob.next(Said.class).text()).isEqualTo("hi");
 * }
 * }</pre>
 */
public final class TestNodes extends TestExtension {

  private final int count;
  private final Supplier<? extends RoomsBuilder> builder;
  private final BiFunction<List<MessageType<?>>, Limits, Codec> codecs;
  private final TestRun run = new TestRun();
  private NodeGroup group;
  private long seed = 1;
  private IntFunction<@Nullable URI> addresses = number -> null;

  private TestNodes(
      int count,
      Supplier<? extends RoomsBuilder> builder,
      BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    this.count = count;
    this.builder = builder;
    this.codecs = codecs;
    group = new NodeGroup(run, seed, codecs);
  }

  /**
   * Describes nodes, which are built before each test, or by the first call.
   *
   * @param count how many, at least 1
   * @param builder creates the same builder for each node; the kit sets its secret and its cluster.
   *     It may use {@link #time()} and {@link #executor()}
   * @param codecs creates the codec in which nodes talk, such as {@code JsonCodec::new}
   * @return the kit
   * @throws IllegalArgumentException if there is to be no node
   */
  public static TestNodes of(
      int count,
      Supplier<? extends RoomsBuilder> builder,
      BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    if (count < 1) {
      throw new IllegalArgumentException("A test needs at least one node: " + count);
    }
    return new TestNodes(count, builder, codecs);
  }

  /**
   * Sets the seed of random numbers and faults.
   *
   * @param seed the seed; 1 if this is not called
   * @return this kit
   * @throws IllegalStateException if the nodes are built already
   */
  public TestNodes seeded(long seed) {
    if (group.size() > 0) {
      throw new IllegalStateException("The nodes are built already");
    }
    this.seed = seed;
    group = new NodeGroup(run, seed, codecs);
    return this;
  }

  /**
   * Gives each node an address of its own, as a host does by {@link RoomsBuilder#cluster(
   * dev.rtcrooms.spi.cluster.Cluster, URI)}. Nodes that have started already keep theirs.
   *
   * @param addresses returns the address of the node with a number, or null if it has none
   * @return this kit
   */
  public TestNodes addressed(IntFunction<@Nullable URI> addresses) {
    this.addresses = addresses;
    return this;
  }

  private NodeGroup nodes() {
    while (group.size() < count) {
      group.start(builder, addresses);
    }
    return group;
  }

  /**
   * Starts one more node.
   *
   * @return its number
   */
  public int start() {
    return nodes().start(builder, addresses);
  }

  /**
   * Returns the name of a node in the cluster.
   *
   * @param node its number
   * @return the name, for the faults of {@link #cluster()}
   */
  public static String name(int node) {
    return NodeGroup.name(node);
  }

  /**
   * Returns the engine, to cause faults.
   *
   * @return the cluster of this test
   */
  public SimulatedCluster cluster() {
    return group.cluster;
  }

  /**
   * Returns the rooms of a node.
   *
   * @param node its number
   * @return its rooms
   */
  public Rooms rooms(int node) {
    return nodes().world(node).rooms();
  }

  /**
   * Tells which node is the home of a room, as {@link SimulatedCluster#home} knows it.
   *
   * @param room the room's name
   * @return the number of the node; empty if the room has no home
   */
  public OptionalInt home(String room) {
    return nodes().home(room);
  }

  /**
   * Returns a room at its home.
   *
   * @param name the room's name
   * @return the room
   * @throws IllegalStateException if no running node is its home
   */
  @Override
  public Room room(String name) {
    return nodes().roomAtHome(name);
  }

  @Override
  World venue(String room) {
    return nodes().runningHome(room);
  }

  @Override
  public VirtualTime time() {
    return group.time;
  }

  /**
   * {@inheritDoc}
   *
   * @return runs tasks even if a node is frozen or killed, whose rooms then do not get the answers
   */
  @Override
  public Executor executor() {
    return group.queue;
  }

  /**
   * Connects a user to a node by the room link.
   *
   * @param node the node's number
   * @param room the room's name, see {@link TestRooms#id}
   * @param user the user's id and name
   * @return the client
   * @throws IllegalStateException if the node was killed
   */
  public TestClient join(int node, String room, String user) {
    return arrival(node, room, user).join();
  }

  /**
   * Connects a user to a node by the stream link. If the room is open nowhere, the node opens it.
   *
   * @param node the node's number
   * @param room the room's name
   * @param user the user's id and name
   * @return the client
   * @throws IllegalStateException if the node was killed, or the cluster does not answer at once
   */
  public TestClient watch(int node, String room, String user) {
    return arrival(node, room, user).watch();
  }

  /**
   * Connects a user to a node with other settings.
   *
   * @param node the node's number
   * @param room the room's name
   * @param user the user's id and name
   * @return settings to change before joining or watching
   * @throws IllegalStateException if the node was killed
   */
  public Arrival arrival(int node, String room, String user) {
    return new Arrival(nodes().living(node), TestRooms.id(room), user);
  }

  /**
   * Connects a client again, at another node: see {@link TestClient#rejoin}.
   *
   * @param client a client of any node
   * @param node the number of the node
   * @return the new client
   * @throws IllegalStateException if the node was killed
   */
  public TestClient rejoin(TestClient client, int node) {
    return client.rejoin(nodes().living(node));
  }

  /**
   * Stops the process of a node, as SIGSTOP does. Time goes on.
   *
   * @param node its number
   */
  public void freeze(int node) {
    nodes().process(node).freeze();
  }

  /**
   * Lets a frozen node go on.
   *
   * @param node its number
   */
  public void thaw(int node) {
    nodes().process(node).thaw();
    settle();
  }

  /**
   * Ends the process of a node at once, as SIGKILL does. Its clients are not told.
   *
   * @param node its number
   */
  public void kill(int node) {
    nodes().kill(node);
    settle();
  }

  @Override
  public void advance(Duration duration) {
    nodes().world(0).advance(duration);
  }

  @Override
  public void settle() {
    nodes().world(0).settle();
  }

  @Override
  void explain(Throwable failure) {
    run.explain(failure);
  }

  /**
   * Closes the rooms of all nodes that live; the next call of the kit builds new ones.
   *
   * @throws AssertionError if something failed that no assertion of the test saw
   */
  @Override
  public void close() {
    group.close();
    group = new NodeGroup(run, seed, codecs);
    run.end("The nodes");
  }
}
