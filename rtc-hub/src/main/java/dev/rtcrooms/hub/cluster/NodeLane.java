package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.cluster.NodeMessage.Alone;
import dev.rtcrooms.hub.cluster.NodeMessage.Left;
import dev.rtcrooms.hub.cluster.NodeMessage.Moved;
import dev.rtcrooms.hub.cluster.NodeMessage.NotHome;
import dev.rtcrooms.hub.cluster.NodeMessage.Out;
import dev.rtcrooms.hub.cluster.NodeMessage.Turn;
import dev.rtcrooms.hub.delivery.RemoteLane;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** The clients of one room at one other node; threads as {@link RemoteLane}, else any thread. */
final class NodeLane implements RemoteLane {

  /**
   * A turn with more goes in parts, because many clients may get all that they missed in one turn,
   * and engines bound the size of a frame. A group is not parted.
   */
  private static final int PART_BYTES = 1024 * 1024;

  private static final int[] NONE = {};

  private final long room;
  private final Lines lines;
  private final Consumer<NodeMessage> link;
  private final AtomicInteger clients = new AtomicInteger();

  /** A connection of another node, which has a number there. */
  interface Numbered extends Connection {

    /** The number of the client. */
    long number();
  }

  /**
   * The lane of a room.
   *
   * @param room its number at the other node
   * @param link sends messages there
   */
  NodeLane(long room, Lines lines, Consumer<NodeMessage> link) {
    this.room = room;
    this.lines = lines;
    this.link = link;
  }

  void entered() {
    clients.incrementAndGet();
  }

  /** Tells whether this was the last client; then no other enters. */
  boolean exited() {
    return clients.decrementAndGet() == 0;
  }

  @Override
  public boolean isOver() {
    return clients.get() == 0;
  }

  Sizing sizing() {
    return lines.codec();
  }

  @Override
  public void turn(
      List<Outgoing> toParticipants, List<Outgoing> toWatchers, List<RemoteLane.Group> groups) {
    LineTable table = new LineTable(lines);
    List<NodeMessage.Group> numbered = new ArrayList<>(groups.size());
    List<long[]> served = new ArrayList<>();
    for (RemoteLane.Group group : groups) {
      if (table.bytes() > PART_BYTES) {
        link.accept(new Turn(room, table.lines(), NONE, NONE, numbered));
        numbered.forEach(sent -> served.add(sent.clients()));
        table = new LineTable(lines);
        numbered = new ArrayList<>();
      }
      numbered.add(
          new NodeMessage.Group(
              table.positions(group.messages()),
              group.connections().stream().mapToLong(NodeLane::number).toArray()));
    }
    if (!served.isEmpty()) { // they do not get what the others do
      long[] all = served.stream().flatMapToLong(LongStream::of).toArray();
      numbered.add(new NodeMessage.Group(NONE, all));
    }
    int[] participants = table.positions(toParticipants);
    int[] watchers = table.positions(toWatchers);
    link.accept(new Turn(room, table.lines(), participants, watchers, numbered));
  }

  private static long number(Connection connection) {
    return ((Numbered) connection).number();
  }

  void alone(long client, List<Outgoing> messages) {
    link.accept(new Alone(client, messages.stream().map(lines::of).toList()));
  }

  @Override
  public void moved(Connection connection, Role role) {
    link.accept(new Moved(number(connection), role));
  }

  @Override
  public void left(Connection connection) {
    link.accept(new Left(number(connection)));
  }

  void out(long client, CloseReason reason) {
    link.accept(new Out(client, reason));
  }

  void notHome(long client) {
    link.accept(new NotHome(client));
  }
}
