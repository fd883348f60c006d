package dev.rtcrooms.signaling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The places of a mesh for those who only receive, first come, first served; for the room's mailbox
 * only.
 */
final class Places {

  private final int capacity;
  private final Set<ClientPeer> held = new LinkedHashSet<>();
  private final Set<ClientPeer> waiting = new LinkedHashSet<>();
  private final Set<ClientPeer> untold = new LinkedHashSet<>();

  Places(int capacity) {
    this.capacity = capacity;
  }

  /** Gives a place, or the last place in the queue; who has either keeps it. */
  void ask(ClientPeer peer) {
    if (held.contains(peer) || waiting.contains(peer)) {
      return;
    }
    if (held.size() < capacity) {
      held.add(peer);
    } else {
      waiting.add(peer);
      untold.add(peer);
    }
  }

  /** Takes the place, or the wish for one, and gives it to the next who waits. */
  void giveUp(ClientPeer peer) {
    waiting.remove(peer);
    untold.remove(peer);
    Iterator<ClientPeer> next = waiting.iterator();
    if (held.remove(peer) && next.hasNext()) {
      ClientPeer first = next.next();
      next.remove();
      untold.remove(first);
      held.add(first);
    }
  }

  boolean holds(ClientPeer peer) {
    return held.contains(peer);
  }

  /** Those with a place, in the order in which they got it; a view. */
  Iterable<ClientPeer> held() {
    return held;
  }

  /** Those who wait and have not been told so; each is given out once. */
  List<ClientPeer> takeUntold() {
    List<ClientPeer> taken = new ArrayList<>(untold);
    untold.clear();
    return taken;
  }
}
