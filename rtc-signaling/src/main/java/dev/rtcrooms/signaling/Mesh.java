package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Unpublished;
import dev.rtcrooms.spi.NegotiationOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The publishers and receivers of a room, and the connections between them; for the room's mailbox
 * only. After each change, {@link #settle()} opens and closes the connections that the new state
 * requires.
 */
final class Mesh {

  private final MeshCaps caps;
  private final Consumer<Event> everyone;
  private final Claims claims;
  private final Pairs pairs;
  private final SubscriberSlots slots;
  private final Map<String, MeshPeer> peers = new HashMap<>();
  private final Set<MeshPeer> publishers = new LinkedHashSet<>();

  /** The peers that may receive, as the others were told. */
  private final Set<MeshPeer> subscribers = new HashSet<>();

  /** Null if the clients are connected to each other. */
  private @Nullable ServerPeers server;

  private Runnable onSettled = () -> {};

  Mesh(
      MeshCaps caps,
      RoomTimer timer,
      Consumer<Event> everyone,
      Consumer<? super NegotiationOutcome> outcomes) {
    this.caps = caps;
    this.everyone = everyone;
    this.claims = new Claims(timer, this::settle);
    this.pairs = new Pairs(timer, claims, outcomes);
    this.slots = new SubscriberSlots(caps.subscribers());
  }

  /** Connects all to a media server, which nobody is told of, instead of to each other. */
  void serve(ServerPeers peersOfServer, Runnable onChange) {
    server = peersOfServer;
    onSettled = onChange;
  }

  /** The ids of those who receive from the media server. */
  List<String> served() {
    return server == null ? List.of() : pairs.connectedTo(server.down());
  }

  void enter(MeshPeer peer) {
    if (peers.putIfAbsent(peer.id(), peer) != null) {
      throw new IllegalArgumentException("A peer with this id is already in the room");
    }
    if (peer.maySubscribe()) {
      subscribers.add(peer);
    }
    settle(peer);
  }

  /** Called once for each peer that entered. */
  void leave(MeshPeer peer) {
    claims.forget(peer);
    peers.remove(peer.id());
    subscribers.remove(peer);
    unpublish(peer);
    settle(peer);
  }

  /**
   * The peer's grants have changed. Both ends of a connection were told at its start whether the
   * other may receive, so a new connection replaces it when that changes.
   */
  void regranted(MeshPeer peer) {
    if (!peer.mayPublish()) {
      unpublish(peer);
    }
    boolean changed = peer.maySubscribe() ? subscribers.add(peer) : subscribers.remove(peer);
    if (changed && server == null) {
      pairs.close(peer);
    }
    settle(peer);
  }

  /** Tells whether the peer publishes or has connections. */
  boolean hasMedia(MeshPeer peer) {
    return publishes(peer) || pairs.has(peer);
  }

  /**
   * The peer was out of reach for a while, and is back.
   *
   * @param publishing whether it goes on publishing
   * @param kept the first number of each connection that it still has, by the other peer
   */
  void resume(MeshPeer peer, boolean publishing, Map<String, Long> kept) {
    if (!publishing) {
      unpublish(peer);
    }
    pairs.resume(peer, kept);
    regranted(peer);
  }

  /**
   * A peer that is new here says which connections it has, from before the server was started.
   * Connections to a media server have ended with it.
   */
  void claim(MeshPeer peer, List<Keep.Connection> connections) {
    for (Keep.Connection connection : connections) {
      boolean replaced = pairs.has(peer, connection.peer());
      if (!replaced && server == null) {
        claims.add(peer, connection);
      } else if (!replaced) {
        peer.peer().disconnect(new Disconnect(connection.peer()));
      }
    }
    claims.spoken(peer);
    settle(peer);
  }

  /** Tells whether somebody says that it has a connection to this client. */
  boolean isClaimed(Client client) {
    return claims.name(client.id());
  }

  boolean isConnected(MeshPeer peer, String other) {
    return pairs.has(peer, other);
  }

  /**
   * A peer begins to publish, unless it does already.
   *
   * @throws RefusalException if it may not now
   */
  void publish(MeshPeer peer, Instant now) {
    if (publishes(peer)) {
      return;
    }
    if (publishers.size() >= caps.publishers()) {
      throw new RefusalException(
          Refusal.ROOM_TOO_LARGE_FOR_MESH,
          "The limit of " + caps.publishers() + " publishers is reached");
    }
    if (server != null && server.room().isOverloaded()) {
      throw new RefusalException(
          Refusal.MEDIA_OVERLOADED, "The media server has too much to do; publish later");
    }
    if (server == null) {
      peer.pace().begin(now);
    }
    publishers.add(peer);
    everyone.accept(new Published(peer.member()));
    settle(peer);
  }

  /**
   * Ends all connections of the peer, so that nobody goes on receiving from it. New connections let
   * it receive from other publishers. On an old one, both could wait for ever: from now on an offer
   * of the peer is refused, but its browser, if impolite, has ignored the other peer's offer for
   * it.
   */
  void unpublish(MeshPeer peer) {
    if (publishers.remove(peer)) {
      everyone.accept(new Unpublished(peer.member()));
      if (server == null) {
        pairs.close(peer);
      }
      settle(peer);
    }
  }

  boolean publishes(MeshPeer peer) {
    return publishers.contains(peer) || (server != null && peer == server.down());
  }

  /** Tells whether a peer of this id publishes, and others are told of it. */
  boolean isPublisher(String id) {
    MeshPeer peer = peers.get(id);
    return peer != null && publishers.contains(peer);
  }

  /** Tells whether it is a peer of a media server. */
  boolean isServer(MeshPeer peer) {
    return server != null && server.has(peer);
  }

  List<MeshPeer> publishers() {
    return List.copyOf(publishers);
  }

  Optional<MeshPeer> find(Client client) {
    return Optional.ofNullable(peers.get(client.id()));
  }

  /** Finds the connection of a peer to another, which it names in a signal. */
  Pair pair(MeshPeer peer, String other) {
    return pairs.find(peer, other);
  }

  private void settle(MeshPeer peer) {
    if (peers.containsKey(peer.id()) && peer.maySubscribe() && !publishes(peer)) {
      slots.request(peer);
    } else {
      slots.release(peer);
    }
    settle();
  }

  /** Little work: the caps bound the number of pairs, whatever the size of the room. */
  private void settle() {
    List<MeshPeer> receivers = new ArrayList<>(publishers);
    slots.holders().forEach(receivers::add);
    if (server == null) {
      settleAmongThemselves(receivers);
    } else {
      settleWith(server, receivers);
    }
    if (!publishers.isEmpty()) {
      slots.takeNewlyWaiting().forEach(this::tellToWait);
    }
    onSettled.run();
  }

  private void settleAmongThemselves(List<MeshPeer> receivers) {
    pairs.closeUnless((one, other) -> receives(one, other) || receives(other, one));
    for (MeshPeer publisher : publishers) {
      for (MeshPeer other : receivers) {
        if (other != publisher && (receives(other, publisher) || receives(publisher, other))) {
          pairs.open(publisher, other);
        }
      }
    }
  }

  private void settleWith(ServerPeers media, List<MeshPeer> receivers) {
    receivers.removeIf(peer -> !peer.maySubscribe());
    pairs.closeUnless(
        (one, other) -> {
          MeshPeer client = media.has(one) ? other : one;
          MeshPeer end = client == one ? other : one;
          return end == media.up() ? publishers.contains(client) : receivers.contains(client);
        });
    publishers.forEach(publisher -> pairs.open(publisher, media.up()));
    receivers.forEach(receiver -> pairs.open(receiver, media.down()));
  }

  private boolean receives(MeshPeer peer, MeshPeer publisher) {
    return publishes(publisher) && peer.maySubscribe() && (publishes(peer) || slots.holds(peer));
  }

  private void tellToWait(MeshPeer peer) {
    String text =
        "The limit of " + caps.subscribers() + " receivers is reached; wait for a free place";
    Refusal refusal = Refusal.of(Refusal.ROOM_TOO_LARGE_FOR_MESH, text);
    peer.peer().refuse(new Refused(null, refusal));
  }
}
