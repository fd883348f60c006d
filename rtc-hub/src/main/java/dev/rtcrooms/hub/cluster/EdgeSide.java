package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Turn;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.membership.AdmittedUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The clients of this node in rooms of other nodes; any thread. */
final class EdgeSide {

  private final EdgeSettings settings;
  private final NodeLinks links;
  private final Map<UUID, Outpost> byRoom = new HashMap<>();
  private final Map<Long, Outpost> byNumber = new HashMap<>();
  private final Map<Long, Outpost> byClient = new HashMap<>();
  private long numbers;

  EdgeSide(EdgeSettings settings, NodeLinks links) {
    this.settings = settings;
    this.links = links;
  }

  /**
   * Lets a user enter a room of another node.
   *
   * @param node the home
   * @param elsewhere called if another node is the home
   */
  void enter(
      String node,
      UUID room,
      String streamId,
      PendingConnection connection,
      AdmittedUser user,
      Runnable elsewhere) {
    Outpost outpost;
    long client;
    synchronized (this) {
      outpost = outpost(links.to(node), room, streamId);
      client = ++numbers;
      byClient.put(client, outpost);
    }
    outpost.enter(client, connection, user, elsewhere);
    if (outpost.link().isBroken()) {
      broken(outpost.link()); // a link of a node that ends is broken from the beginning
    }
  }

  /** An outpost at another link is about to end, or its clients are about to be sent here. */
  private Outpost outpost(NodeLink link, UUID room, String streamId) {
    Outpost known = byRoom.get(room);
    if (known != null && known.link() == link) {
      return known;
    }
    Outpost made = new Outpost(++numbers, streamId, link, settings, empty -> ended(room, empty));
    byRoom.put(room, made);
    byNumber.put(made.number(), made);
    made.start();
    return made;
  }

  private synchronized void ended(UUID room, Outpost outpost) {
    byRoom.remove(room, outpost);
    byNumber.remove(outpost.number(), outpost);
    byClient.values().removeIf(other -> other == outpost);
  }

  /** A message of a home. */
  void received(NodeLink link, NodeMessage message) {
    Outpost outpost = find(message);
    if (outpost != null && outpost.link() == link) {
      outpost.execute(() -> outpost.received(message));
    }
  }

  private synchronized @Nullable Outpost find(NodeMessage message) {
    if (message instanceof Turn turn) {
      return byNumber.get(turn.room());
    } else if (message instanceof NodeMessage.Out out) {
      return byClient.remove(out.client());
    } else if (message instanceof NodeMessage.NotHome none) {
      return byClient.remove(none.client());
    } else if (message instanceof NodeMessage.Alone alone) {
      return byClient.get(alone.client());
    } else if (message instanceof NodeMessage.Moved moved) {
      return byClient.get(moved.client());
    } else if (message instanceof NodeMessage.Left left) {
      return byClient.get(left.client());
    }
    return null;
  }

  /** The clients of a link must enter anew. */
  void broken(NodeLink link) {
    end(link, CloseReason.MOVED);
  }

  /** How many clients there are. */
  synchronized int clients() {
    return byClient.size();
  }

  /** The departures of the clients of each outpost. */
  List<CompletionStage<List<Runnable>>> departures(CloseReason reason) {
    List<Outpost> all;
    synchronized (this) {
      all = List.copyOf(byNumber.values());
    }
    return all.stream().map(outpost -> outpost.departures(reason)).toList();
  }

  /** All outposts end. */
  void end(CloseReason reason) {
    end(null, reason);
  }

  private void end(@Nullable NodeLink link, CloseReason reason) {
    List<Outpost> ending = new ArrayList<>();
    synchronized (this) {
      for (Outpost outpost : byNumber.values()) {
        if (link == null || outpost.link() == link) {
          ending.add(outpost);
        }
      }
      byRoom.values().removeAll(ending);
      byNumber.values().removeAll(ending);
      byClient.values().removeAll(ending);
    }
    ending.forEach(outpost -> outpost.end(reason));
  }
}
