package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Published;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Unpublished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who publishes, who has a place to receive, and who is therefore connected with whom; for the
 * room's mailbox only. Whatever changes, {@link #settle()} opens and closes what the new state asks
 * for.
 */
final class Mesh {

  private final MeshCaps caps;
  private final Consumer<Event> everyone;
  private final Pairs pairs;
  private final Places places;
  private final Map<String, MeshPeer> peers = new HashMap<>();
  private final Set<MeshPeer> publishers = new LinkedHashSet<>();

  /** Those who may receive, as the others were told. */
  private final Set<MeshPeer> subscribers = new HashSet<>();

  Mesh(MeshCaps caps, Timer timer, Consumer<Event> everyone) {
    this.caps = caps;
    this.everyone = everyone;
    this.pairs = new Pairs(timer);
    this.places = new Places(caps.subscribers());
  }

  void enter(MeshPeer peer) {
    if (peers.putIfAbsent(peer.id(), peer) != null) {
      throw new IllegalArgumentException("A peer of this id is here already");
    }
    if (peer.maySubscribe()) {
      subscribers.add(peer);
    }
    settle(peer);
  }

  /** Only once for each peer that entered. */
  void leave(MeshPeer peer) {
    peers.remove(peer.id());
    subscribers.remove(peer);
    unpublish(peer);
    settle(peer);
  }

  /**
   * What the peer may do has changed. Both ends of a connection know from its beginning whether the
   * other may receive, so it begins anew when that changes.
   */
  void regranted(MeshPeer peer) {
    if (!peer.mayPublish()) {
      unpublish(peer);
    }
    if (peer.maySubscribe() ? subscribers.add(peer) : subscribers.remove(peer)) {
      pairs.close(peer);
    }
    settle(peer);
  }

  void publish(MeshPeer peer) {
    if (publishes(peer)) {
      return;
    }
    if (publishers.size() >= caps.publishers()) {
      throw new RefusalException(
          Refusal.ROOM_TOO_LARGE_FOR_MESH,
          "No more than " + caps.publishers() + " can publish at once here");
    }
    publishers.add(peer);
    everyone.accept(new Published(peer.member()));
    settle(peer);
  }

  /**
   * Ends all connections of the peer, so that nobody goes on receiving from it; from those who
   * publish to it, it receives over new ones. On the old ones both could wait for ever: an offer of
   * the peer's that is on its way is refused from now on, but its browser, if impolite, has ignored
   * the other's for it.
   */
  void unpublish(MeshPeer peer) {
    if (publishers.remove(peer)) {
      everyone.accept(new Unpublished(peer.member()));
      pairs.close(peer);
      settle(peer);
    }
  }

  boolean publishes(MeshPeer peer) {
    return publishers.contains(peer);
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
      places.ask(peer);
    } else {
      places.giveUp(peer);
    }
    settle();
  }

  /** Small work: a mesh has as many pairs as its caps allow, whatever the size of the room. */
  private void settle() {
    pairs.closeUnless((one, other) -> receives(one, other) || receives(other, one));
    List<MeshPeer> receivers = new ArrayList<>(publishers);
    places.held().forEach(receivers::add);
    for (MeshPeer publisher : publishers) {
      for (MeshPeer other : receivers) {
        if (other != publisher && (receives(other, publisher) || receives(publisher, other))) {
          pairs.open(publisher, other);
        }
      }
    }
    if (!publishers.isEmpty()) {
      places.takeUntold().forEach(this::tellToWait);
    }
  }

  private boolean receives(MeshPeer peer, MeshPeer publisher) {
    return publishes(publisher) && peer.maySubscribe() && (publishes(peer) || places.holds(peer));
  }

  private void tellToWait(MeshPeer peer) {
    String text =
        "No more than " + caps.subscribers() + " can watch at once here; wait for a place";
    Refusal refusal = Refusal.of(Refusal.ROOM_TOO_LARGE_FOR_MESH, text);
    peer.peer().refuse(new Refused(null, refusal));
  }
}
