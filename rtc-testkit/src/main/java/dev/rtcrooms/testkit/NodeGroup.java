package dev.rtcrooms.testkit;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.testkit.cluster.SimulatedCluster;
import dev.rtcrooms.transport.Codec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The nodes of one test, with one time, and the cluster that joins them; for the test's thread. */
final class NodeGroup {

  final VirtualTime time = new VirtualTime();
  final TaskQueue queue;
  final SimulatedCluster cluster;
  private final TestRun run;
  private final long seed;
  private final List<Node> nodes = new ArrayList<>();

  private record Node(NodeProcess process, World world) {}

  /**
   * No nodes.
   *
   * @param seed the seed of random numbers and faults
   * @param codecs creates the codec in which nodes talk
   */
  NodeGroup(TestRun run, long seed, BiFunction<List<MessageType<?>>, Limits, Codec> codecs) {
    this.run = run;
    this.seed = seed;
    queue = new TaskQueue(run::fail);
    cluster = new SimulatedCluster(time, new Random(seed), codecs);
  }

  /** The name of a node in the cluster. */
  static String name(int node) {
    return "n" + node;
  }

  int size() {
    return nodes.size();
  }

  /** Starts the next node, which may have an address, and returns its number. */
  int start(Supplier<? extends RoomsBuilder> builder, IntFunction<@Nullable URI> addresses) {
    int number = nodes.size();
    Cluster engine = cluster.node(name(number));
    URI address = addresses.apply(number);
    RoomsBuilder rooms = builder.get().secret("the secret of all test nodes");
    NodeProcess process = new NodeProcess(time, queue);
    World world =
        new World(
            address == null ? rooms.cluster(engine) : rooms.cluster(engine, address),
            seed * 1000 + number,
            process,
            run,
            room -> streamId(number, room));
    nodes.add(new Node(process, world));
    return number;
  }

  private Node node(int number) {
    if (number < 0 || number >= nodes.size()) {
      throw new IllegalArgumentException(
          "There is no node " + number + ": the last one is " + (nodes.size() - 1));
    }
    return nodes.get(number);
  }

  World world(int node) {
    return node(node).world;
  }

  NodeProcess process(int node) {
    return node(node).process;
  }

  void kill(int node) {
    process(node).kill();
    cluster.kill(name(node));
  }

  /**
   * A node to which clients can connect.
   *
   * @throws IllegalStateException if it was killed
   */
  World living(int node) {
    if (process(node).isDead()) {
      throw new IllegalStateException("Node " + node + " was killed");
    }
    return world(node);
  }

  /** The number of the home of a room, as the storage knows it. */
  OptionalInt home(String room) {
    Optional<String> home = cluster.home(Venue.idOf(room));
    return IntStream.range(0, nodes.size())
        .filter(number -> home.equals(Optional.of(name(number))))
        .findFirst();
  }

  /**
   * The home of a room.
   *
   * @throws IllegalStateException if it does not run, or if there is none
   */
  World runningHome(String room) {
    world(0).settle();
    OptionalInt home = home(room);
    if (home.isEmpty() || !process(home.getAsInt()).isRunning()) {
      throw notHere(room);
    }
    return world(home.getAsInt());
  }

  Room roomAtHome(String name) {
    return runningHome(name).rooms().find(Venue.idOf(name)).orElseThrow(() -> notHere(name));
  }

  private static IllegalStateException notHere(String room) {
    return new IllegalStateException("No running node is the home of " + room);
  }

  /** All nodes have one secret, so each of them knows the same stream id. */
  private String streamId(int node, UUID room) {
    return nodes.stream()
        .flatMap(each -> each.world.rooms().find(room).stream())
        .findFirst()
        .orElseGet(() -> opened(node, room))
        .streamId();
  }

  private Room opened(int node, UUID room) {
    World world = world(node);
    CompletableFuture<Room> opening = world.rooms().open(room).toCompletableFuture();
    world.settle();
    if (!opening.isDone()) {
      throw new IllegalStateException("Node " + node + " cannot open the room yet");
    }
    return opening.join();
  }

  /** Closes the rooms of all nodes that live, also of those that stand still. */
  void close() {
    for (Node node : nodes) {
      node.process.thaw();
      if (!node.process.isDead()) {
        node.world.rooms().close();
      }
    }
    nodes.stream().findFirst().ifPresent(node -> node.world.settle());
  }
}
