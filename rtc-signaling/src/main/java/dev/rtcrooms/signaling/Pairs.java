package dev.rtcrooms.signaling;

import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The connections of a mesh, of which both ends are told; for the room's mailbox only. */
final class Pairs {

  private final Timer timer;
  private final Negotiations negotiations = new Negotiations();
  private final Map<Ends, Link> links = new LinkedHashMap<>();

  /** Two ids, whichever is named first. */
  private record Ends(String low, String high) {
    static Ends of(String one, String other) {
      return one.compareTo(other) < 0 ? new Ends(one, other) : new Ends(other, one);
    }
  }

  /** Two peers that are connected, and what they negotiate. */
  record Link(MeshPeer impolite, MeshPeer polite, Pair pair) {

    MeshPeer otherThan(MeshPeer peer) {
      return peer == polite ? impolite : polite;
    }

    private void connect(MeshPeer peer) {
      MeshPeer other = otherThan(peer);
      boolean polite = peer == this.polite;
      peer.peer().connect(new Connect(other.id(), polite, pair.opened(), other.maySubscribe()));
    }

    private void disconnect(MeshPeer peer) {
      peer.peer().disconnect(new Disconnect(otherThan(peer).id()));
    }
  }

  Pairs(Timer timer) {
    this.timer = timer;
  }

  /** Connects two peers, unless they are. */
  void open(MeshPeer one, MeshPeer other) {
    Ends ends = Ends.of(one.id(), other.id());
    if (links.containsKey(ends)) {
      return;
    }
    MeshPeer impolite = one.isImpoliteTo(other) ? one : other;
    MeshPeer polite = impolite == one ? other : one;
    Pair pair = new Pair(impolite.peer(), polite.peer(), negotiations, timer);
    Link link = new Link(impolite, polite, pair);
    links.put(ends, link);
    link.connect(impolite);
    link.connect(polite);
  }

  /** The connection of a peer with another, which it names in a signal. */
  Link find(MeshPeer peer, String other) {
    Link link = links.get(Ends.of(peer.id(), other));
    if (link == null) {
      throw Pair.noSuchPeer();
    }
    return link;
  }

  /** Closes all of one peer's. */
  void close(MeshPeer peer) {
    closeIf(link -> link.impolite == peer || link.polite == peer);
  }

  void closeUnless(BiPredicate<MeshPeer, MeshPeer> wanted) {
    closeIf(link -> !wanted.test(link.impolite, link.polite));
  }

  private void closeIf(Predicate<Link> unwanted) {
    for (Link link : links.values().stream().filter(unwanted).toList()) {
      links.remove(Ends.of(link.impolite.id(), link.polite.id()));
      link.pair.close();
      link.disconnect(link.impolite);
      link.disconnect(link.polite);
    }
  }
}
