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
  private final Map<String, ClientPeer> peers = new HashMap<>();
  private final Set<ClientPeer> publishers = new LinkedHashSet<>();

  Mesh(MeshCaps caps, Timer timer, Consumer<Event> everyone) {
    this.caps = caps;
    this.everyone = everyone;
    this.pairs = new Pairs(timer);
    this.places = new Places(caps.subscribers());
  }

  void enter(ClientPeer peer) {
    peers.put(peer.id(), peer);
    settle(peer);
  }

  void leave(ClientPeer peer) {
    peers.remove(peer.id());
    unpublish(peer);
    settle(peer);
  }

  /** What the peer may do has changed. */
  void regranted(ClientPeer peer) {
    if (!peer.mayPublish()) {
      unpublish(peer);
    }
    settle(peer);
  }

  void publish(ClientPeer peer) {
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
  void unpublish(ClientPeer peer) {
    if (publishers.remove(peer)) {
      everyone.accept(new Unpublished(peer.member()));
      pairs.close(peer);
      settle(peer);
    }
  }

  boolean publishes(ClientPeer peer) {
    return publishers.contains(peer);
  }

  List<ClientPeer> publishers() {
    return List.copyOf(publishers);
  }

  Optional<ClientPeer> find(Client client) {
    return Optional.ofNullable(peers.get(client.id()));
  }

  /** The pair of a peer and another, which it names in a signal. */
  Pair pair(ClientPeer peer, String other) {
    return pairs.find(peer, other);
  }

  private void settle(ClientPeer peer) {
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
    List<ClientPeer> receivers = new ArrayList<>(publishers);
    places.held().forEach(receivers::add);
    for (ClientPeer publisher : publishers) {
      for (ClientPeer other : receivers) {
        if (other != publisher && (receives(other, publisher) || receives(publisher, other))) {
          pairs.open(publisher, other);
        }
      }
    }
    if (!publishers.isEmpty()) {
      places.takeUntold().forEach(this::tellToWait);
    }
  }

  private boolean receives(ClientPeer peer, ClientPeer publisher) {
    return publishes(publisher) && peer.maySubscribe() && (publishes(peer) || places.holds(peer));
  }

  private void tellToWait(ClientPeer peer) {
    String text =
        "No more than " + caps.subscribers() + " can watch at once here; wait for a place";
    peer.tell(new Refused(null, Refusal.of(Refusal.ROOM_TOO_LARGE_FOR_MESH, text)));
  }
}
