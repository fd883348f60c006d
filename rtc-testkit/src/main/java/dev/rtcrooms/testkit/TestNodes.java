package dev.rtcrooms.testkit;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import dev.rtcrooms.transport.Codec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rooms on several nodes for a test, joined by a {@link SimulatedCluster}: as {@link TestRooms},
 * with one time for all nodes. Nodes are counted from 0. A node can be frozen, killed, drained and
 * cut off. For the test's thread.
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
  private final List<NodeProcess> processes = new ArrayList<>();
  private final List<World> worlds = new ArrayList<>();
  private VirtualTime time = new VirtualTime();
  private TaskQueue queue = new TaskQueue(run::fail);
  private SimulatedCluster cluster;
  private long seed = 1;
  private IntFunction<@Nullable URI> addresses = number -> null;

  private TestNodes(
      int count,
      Supplier<? extends RoomsBuilder> builder,
      BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    this.count = count;
    this.builder = builder;
    this.codecs = codecs;
    cluster = new SimulatedCluster(time, new Random(seed), codecs);
  }

  /**
   * Describes nodes, which are built before each test, or by the first call.
   *
   * @param count how many
   * @param builder creates the same builder for each node; the kit sets its secret and its cluster
   * @param codecs creates the codec in which nodes talk, such as {@code JsonCodec::new}
   * @return the kit
   */
  public static TestNodes of(
      int count,
      Supplier<? extends RoomsBuilder> builder,
      BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    return new TestNodes(count, builder, codecs);
  }

  /**
   * Sets the seed of random numbers and faults.
   *
   * @param seed the seed; 1 if this is not called
   * @return this kit
   */
  public TestNodes seeded(long seed) {
    this.seed = seed;
    cluster = new SimulatedCluster(time, new Random(seed), codecs);
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

  private World world(int node) {
    while (worlds.size() < count) {
      start();
    }
    return worlds.get(node);
  }

  /**
   * Starts one more node.
   *
   * @return its number
   */
  public int start() {
    int number = worlds.size();
    NodeProcess process = new NodeProcess(time, queue);
    processes.add(process);
    worlds.add(
        new World(
            joined(builder.get().secret("the secret of all test nodes"), number),
            seed * 1000 + number,
            process,
            run));
    return number;
  }

  private RoomsBuilder joined(RoomsBuilder rooms, int number) {
    Cluster engine = cluster.node(name(number));
    URI address = addresses.apply(number);
    return address == null ? rooms.cluster(engine) : rooms.cluster(engine, address);
  }

  /**
   * Returns the name of a node in the cluster.
   *
   * @param node its number
   * @return the name, for the faults of {@link #cluster()}
   */
  public static String name(int node) {
    return "n" + node;
  }

  /**
   * Returns the engine, to cause faults.
   *
   * @return the cluster of this test
   */
  public SimulatedCluster cluster() {
    return cluster;
  }

  /**
   * Returns the rooms of a node.
   *
   * @param node its number
   * @return its rooms
   */
  public Rooms rooms(int node) {
    return world(node).rooms();
  }

  /**
   * Returns the time of all nodes.
   *
   * @return the time of this test
   */
  public VirtualTime time() {
    return time;
  }

  /**
   * Connects a user to a node by the room link.
   *
   * @param node the node's number
   * @param room the room's name, see {@link TestRooms#id}
   * @param user the user's id and name
   * @return the client
   */
  public TestClient join(int node, String room, String user) {
    return arrival(node, room, user).join();
  }

  /**
   * Connects a user to a node with other settings.
   *
   * @param node the node's number
   * @param room the room's name
   * @param user the user's id and name
   * @return settings to change before joining or watching
   */
  public Arrival arrival(int node, String room, String user) {
    return new Arrival(world(node), TestRooms.id(room), user);
  }

  /**
   * Connects a client again, at another node: see {@link TestClient#rejoin}.
   *
   * @param client a client of any node
   * @param node the number of the node
   * @return the new client
   */
  public TestClient rejoin(TestClient client, int node) {
    return client.rejoin(world(node));
  }

  /**
   * Stops the process of a node, as SIGSTOP does. Time goes on.
   *
   * @param node its number
   */
  public void freeze(int node) {
    processes.get(node).freeze();
  }

  /**
   * Lets a frozen node go on.
   *
   * @param node its number
   */
  public void thaw(int node) {
    processes.get(node).thaw();
    settle();
  }

  /**
   * Ends the process of a node at once, as SIGKILL does. Its clients are not told.
   *
   * @param node its number
   */
  public void kill(int node) {
    processes.get(node).kill();
    cluster.kill(name(node));
    settle();
  }

  /**
   * Advances the time of all nodes.
   *
   * @param duration zero or more
   */
  public void advance(Duration duration) {
    world(0).advance(duration);
  }

  @Override
  public void settle() {
    world(0).settle();
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
    for (int node = 0; node < worlds.size(); node++) {
      processes.get(node).thaw();
      if (!processes.get(node).isDead()) {
        worlds.get(node).rooms().close();
      }
    }
    if (!worlds.isEmpty()) {
      settle();
    }
    worlds.clear();
    processes.clear();
    time = new VirtualTime();
    queue = new TaskQueue(run::fail);
    cluster = new SimulatedCluster(time, new Random(seed), codecs);
    run.end("The nodes");
  }
}
