package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.hub.cluster.NodeMessage.Gone;
import dev.rtcrooms.hub.cluster.NodeMessage.Said;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clients of other nodes in the rooms of this node; any thread. */
final class HomeSide {

  private final Lines lines;
  private final NodeLinks links;
  private final Door door;
  private final Map<NodeLink, Guests> byLink = new HashMap<>();

  /** Lets clients of other nodes in. */
  interface Door {

    /** A client wants to enter. What it sends and its end go to the result. */
    Receiver enter(RemoteConnection connection, String streamId, Entering entrant);
  }

  private static final class Guests {
    final Map<Long, Receiver> receivers = new HashMap<>();
    final Map<Long, NodeLane> lanes = new HashMap<>();
  }

  HomeSide(Lines lines, NodeLinks links, Door door) {
    this.lines = lines;
    this.links = links;
    this.door = door;
  }

  void enter(NodeLink link, Enter message) {
    NodeLane lane;
    synchronized (this) {
      lane =
          byLink
              .computeIfAbsent(link, first -> new Guests())
              .lanes
              .computeIfAbsent(
                  message.room(), room -> new NodeLane(room, lines, m -> links.send(link, m)));
    }
    long number = message.client();
    RemoteConnection connection =
        new RemoteConnection(number, lane, () -> forget(link, message.room(), number));
    lane.entered();
    Receiver receiver =
        door.enter(connection, message.streamId(), lines.entering(message.entrant()));
    synchronized (this) {
      Guests guests = byLink.get(link);
      if (guests != null && !connection.isClosed()) {
        guests.receivers.put(number, receiver);
        return;
      }
    }
    receiver.closed(CloseReason.LOST); // the link broke meanwhile
  }

  private synchronized void forget(NodeLink link, long room, long number) {
    Guests guests = byLink.get(link);
    if (guests == null) {
      return;
    }
    guests.receivers.remove(number);
    NodeLane lane = guests.lanes.get(room);
    if (lane != null && lane.exited()) {
      guests.lanes.remove(room);
    }
    if (guests.lanes.isEmpty()) {
      byLink.remove(link);
    }
  }

  private synchronized @Nullable Receiver find(NodeLink link, long number) {
    Guests guests = byLink.get(link);
    return guests == null ? null : guests.receivers.get(number);
  }

  void said(NodeLink link, Said message) {
    Receiver receiver = find(link, message.client());
    if (receiver != null) {
      receiver.receive(lines.inbound(message.lines()), message.bytes());
    }
  }

  void gone(NodeLink link, Gone message) {
    Receiver receiver = find(link, message.client());
    if (receiver != null) {
      receiver.closed(message.reason());
    }
  }

  /** All clients of a link have lost their connections to this node. */
  void broken(NodeLink link) {
    List<Receiver> lost;
    synchronized (this) {
      Guests guests = byLink.remove(link);
      lost = guests == null ? List.of() : new ArrayList<>(guests.receivers.values());
    }
    lost.forEach(receiver -> receiver.closed(CloseReason.LOST));
  }
}
