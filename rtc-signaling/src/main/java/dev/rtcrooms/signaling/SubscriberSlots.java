package dev.rtcrooms.signaling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The slots of a mesh for peers that only receive, and the queue for them; for the room's mailbox
 * only.
 */
final class SubscriberSlots {

  private final int capacity;
  private final Set<MeshPeer> holding = new LinkedHashSet<>();
  private final Set<MeshPeer> waiting = new LinkedHashSet<>();
  private final Set<MeshPeer> newlyWaiting = new LinkedHashSet<>();

  SubscriberSlots(int capacity) {
    this.capacity = capacity;
  }

  /** Gives a slot, or else the last place in the queue. No-op for a peer that has either. */
  void request(MeshPeer peer) {
    if (holding.contains(peer) || waiting.contains(peer)) {
      return;
    }
    if (holding.size() < capacity) {
      holding.add(peer);
    } else {
      waiting.add(peer);
      newlyWaiting.add(peer);
    }
  }

  /** Takes the peer's slot or place in the queue, and gives the slot to the first in the queue. */
  void release(MeshPeer peer) {
    waiting.remove(peer);
    newlyWaiting.remove(peer);
    Iterator<MeshPeer> next = waiting.iterator();
    if (holding.remove(peer) && next.hasNext()) {
      MeshPeer first = next.next();
      next.remove();
      newlyWaiting.remove(first);
      holding.add(first);
    }
  }

  boolean holds(MeshPeer peer) {
    return holding.contains(peer);
  }

  /** A view of the peers with a slot, in the order in which they got it. */
  Iterable<MeshPeer> holders() {
    return holding;
  }

  /** Returns the peers that began to wait since the last call. */
  List<MeshPeer> takeNewlyWaiting() {
    List<MeshPeer> taken = new ArrayList<>(newlyWaiting);
    newlyWaiting.clear();
    return taken;
  }
}
