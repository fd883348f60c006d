package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.hub.cluster.NodeMessage.Gone;
import dev.rtcrooms.hub.cluster.NodeMessage.Said;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of other nodes in the rooms of this node; any thread. */
final class HomeSide {

  private static final Logger LOG = LoggerFactory.getLogger(HomeSide.class);

  private final Lines lines;
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

  HomeSide(Lines lines, Door door) {
    this.lines = lines;
    this.door = door;
  }

  void enter(NodeLink link, Enter message) {
    NodeLane lane;
    synchronized (this) {
      lane =
          byLink
              .computeIfAbsent(link, first -> new Guests())
              .lanes
              .computeIfAbsent(message.room(), room -> new NodeLane(room, lines, link::send));
      lane.entered();
    }
    long number = message.client();
    RemoteConnection connection =
        new RemoteConnection(number, lane, () -> forget(link, message.room(), lane, number));
    Entering entrant;
    try {
      entrant = lines.entering(message.entrant());
    } catch (RuntimeException e) {
      LOG.error("A user of node {} could not be read", link.node(), e);
      connection.close(CloseReason.FAILED);
      return;
    }
    Receiver receiver = door.enter(connection, message.streamId(), entrant);
    if (!isExpected(link, number, connection, receiver)) {
      receiver.closed(CloseReason.LOST); // the link broke meanwhile
    } else if (link.isBroken()) {
      broken(link); // which may have been told before
    }
  }

  private synchronized boolean isExpected(
      NodeLink link, long number, RemoteConnection connection, Receiver receiver) {
    Guests guests = byLink.get(link);
    if (guests == null || connection.isClosed()) {
      return false;
    }
    guests.receivers.put(number, receiver);
    return true;
  }

  private synchronized void forget(NodeLink link, long room, NodeLane lane, long number) {
    boolean last = lane.exited();
    Guests guests = byLink.get(link);
    if (guests == null) {
      return;
    }
    guests.receivers.remove(number);
    if (last) {
      guests.lanes.remove(room, lane);
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
    if (receiver == null) {
      return;
    }
    List<Inbound> inbound;
    try {
      inbound = lines.inbound(message.lines());
    } catch (RuntimeException e) {
      LOG.error("What a client of node {} sent could not be read", link.node(), e);
      receiver.closed(CloseReason.FAILED);
      return;
    }
    receiver.receive(inbound, message.bytes());
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
