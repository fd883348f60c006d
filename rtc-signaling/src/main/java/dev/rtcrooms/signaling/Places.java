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
  private final Set<MeshPeer> held = new LinkedHashSet<>();
  private final Set<MeshPeer> waiting = new LinkedHashSet<>();
  private final Set<MeshPeer> untold = new LinkedHashSet<>();

  Places(int capacity) {
    this.capacity = capacity;
  }

  /** Gives a place, or the last place in the queue; who has either keeps it. */
  void ask(MeshPeer peer) {
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
  void giveUp(MeshPeer peer) {
    waiting.remove(peer);
    untold.remove(peer);
    Iterator<MeshPeer> next = waiting.iterator();
    if (held.remove(peer) && next.hasNext()) {
      MeshPeer first = next.next();
      next.remove();
      untold.remove(first);
      held.add(first);
    }
  }

  boolean holds(MeshPeer peer) {
    return held.contains(peer);
  }

  /** Those with a place, in the order in which they got it; a view. */
  Iterable<MeshPeer> held() {
    return held;
  }

  /** Those who wait and have not been told so; each is given out once. */
  List<MeshPeer> takeUntold() {
    List<MeshPeer> taken = new ArrayList<>(untold);
    untold.clear();
    return taken;
  }
}
