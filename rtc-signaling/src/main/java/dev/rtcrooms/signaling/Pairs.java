package dev.rtcrooms.signaling;

import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.spi.NegotiationOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The connections of a mesh; for the room's mailbox only. */
final class Pairs {

  private final RoomTimer timer;
  private final Claims claims;
  private final Consumer<? super NegotiationOutcome> outcomes;
  private final NegotiationCounter negotiations = new NegotiationCounter();
  private final Map<Ends, Pair> pairs = new LinkedHashMap<>();

  /**
   * The connections of a mesh.
   *
   * @param claims what clients say that they have from before the server was started
   * @param outcomes is told what becomes of each offer
   */
  Pairs(RoomTimer timer, Claims claims, Consumer<? super NegotiationOutcome> outcomes) {
    this.timer = timer;
    this.claims = claims;
    this.outcomes = outcomes;
  }

  /** Connects two peers, unless they are connected, or have yet to say whether they are. */
  void open(MeshPeer one, MeshPeer other) {
    Ends ends = Ends.of(one.id(), other.id());
    if (pairs.containsKey(ends) || claims.wait(ends)) {
      return;
    }
    MeshPeer impolite = one.isImpoliteTo(other) ? one : other;
    MeshPeer polite = impolite == one ? other : one;
    Claims.Agreed kept = claims.take(ends);
    Pair pair = new Pair(impolite, polite, negotiations, outcomes, kept, timer);
    pairs.put(ends, pair);
    if (kept == null) {
      pair.connect();
    } else {
      pair.resume(impolite);
      pair.resume(polite);
    }
  }

  /** Finds the connection of a peer to another, which it names in a signal. */
  Pair find(MeshPeer peer, String other) {
    Pair pair = pairs.get(Ends.of(peer.id(), other));
    if (pair == null) {
      throw Pair.noSuchPeer();
    }
    return pair;
  }

  /** The ids of those who are connected to a peer, in the order of connecting. */
  List<String> connectedTo(MeshPeer peer) {
    return pairs.values().stream()
        .filter(pair -> pair.has(peer))
        .map(pair -> pair.otherThan(peer).id())
        .toList();
  }

  boolean has(MeshPeer peer) {
    return pairs.values().stream().anyMatch(pair -> pair.has(peer));
  }

  boolean has(MeshPeer peer, String other) {
    return pairs.containsKey(Ends.of(peer.id(), other));
  }

  /**
   * A peer is back: it goes on with the connections that it still has, and the others end.
   *
   * @param kept the first number of each connection that it has, by the other peer
   */
  void resume(MeshPeer peer, Map<String, Long> kept) {
    kept.keySet().stream()
        .filter(other -> !has(peer, other))
        .forEach(other -> peer.peer().disconnect(new Disconnect(other)));
    closeIf(
        pair ->
            pair.has(peer)
                && !Long.valueOf(pair.opened()).equals(kept.get(pair.otherThan(peer).id())));
    for (Pair pair : pairs.values()) {
      if (pair.has(peer)) {
        pair.resume(peer);
      }
    }
  }

  /** Closes all connections of a peer. */
  void close(MeshPeer peer) {
    closeIf(pair -> pair.has(peer));
  }

  void closeUnless(BiPredicate<MeshPeer, MeshPeer> wanted) {
    closeIf(pair -> !wanted.test(pair.impolite(), pair.polite()));
  }

  private void closeIf(Predicate<Pair> unwanted) {
    for (Pair pair : pairs.values().stream().filter(unwanted).toList()) {
      pairs.remove(Ends.of(pair.impolite().id(), pair.polite().id()));
      pair.close();
    }
  }
}
