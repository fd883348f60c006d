package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
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

  private record Link(ClientPeer impolite, ClientPeer polite, Pair pair) {}

  Pairs(Timer timer) {
    this.timer = timer;
  }

  /** Connects two peers, unless they are. Who joined later is polite. */
  void open(ClientPeer one, ClientPeer other) {
    Ends ends = Ends.of(one.id(), other.id());
    if (links.containsKey(ends)) {
      return;
    }
    ClientPeer impolite = one.joinedBefore(other) ? one : other;
    ClientPeer polite = impolite == one ? other : one;
    Pair pair = new Pair(impolite, polite, negotiations, timer);
    links.put(ends, new Link(impolite, polite, pair));
    impolite.tell(new Connect(polite.id(), false, pair.opened()));
    polite.tell(new Connect(impolite.id(), true, pair.opened()));
  }

  /** The pair of a peer and another, which it names in a signal. */
  Pair find(ClientPeer peer, String other) {
    Link link = links.get(Ends.of(peer.id(), other));
    if (link == null) {
      throw new RefusalException(
          Refusal.ofField(Refusal.NO_SUCH_PEER, "peer", "No connection to such a peer is open"));
    }
    return link.pair;
  }

  /** Closes all of one peer's. */
  void close(ClientPeer peer) {
    closeIf(link -> link.impolite == peer || link.polite == peer);
  }

  void closeUnless(BiPredicate<ClientPeer, ClientPeer> wanted) {
    closeIf(link -> !wanted.test(link.impolite, link.polite));
  }

  private void closeIf(Predicate<Link> unwanted) {
    for (Link link : links.values().stream().filter(unwanted).toList()) {
      links.remove(Ends.of(link.impolite.id(), link.polite.id()));
      link.pair.close();
      link.impolite.tell(new Disconnect(link.polite.id()));
      link.polite.tell(new Disconnect(link.impolite.id()));
    }
  }
}
