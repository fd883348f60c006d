package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes share: who has a lease, and the homes and pasts of rooms. For one thread; each
 * method is atomic, as a script of a database is.
 */
final class Storage {

  private final Map<String, Long> leases = new TreeMap<>();
  private final Map<UUID, RoomRecord> rooms = new HashMap<>();
  private final Rules rules;
  private long tokens;

  Storage(Rules rules) {
    this.rules = rules;
  }

  /** Begins a lease, or prolongs one that has not ended. */
  boolean lease(String node, long now, long until, boolean begins) {
    Long known = leases.get(node);
    if (!begins && (known == null || known - now <= 0)) {
      leases.remove(node);
      return false;
    }
    leases.put(node, until);
    return true;
  }

  void evict(String node) {
    leases.remove(node);
  }

  private boolean lives(@Nullable String node, long now) {
    Long until = node == null ? null : leases.get(node);
    return until != null && until - now > 0;
  }

  Iterable<String> nodes(long now) {
    TreeSet<String> living = new TreeSet<>(leases.keySet());
    living.removeIf(node -> !lives(node, now));
    return living;
  }

  Optional<String> home(UUID room, long now) {
    RoomRecord known = rooms.get(room);
    return known == null || !lives(known.node(), now)
        ? Optional.empty()
        : Optional.ofNullable(known.node());
  }

  /**
   * Makes a node the home of a room, unless another one is, which has a lease.
   *
   * @param blind whether the node must not take the room of a node without a lease, nor one of
   *     which nothing is known
   */
  RoomRecord claim(UUID room, String node, long now, boolean blind) {
    RoomRecord known = rooms.get(room);
    boolean decides = known == null || (known.node() != null && !lives(known.node(), now));
    if (blind && decides) {
      throw new IllegalStateException("A node that was blind must not judge others yet");
    }
    if (known == null) {
      known = new RoomRecord(rules);
      rooms.put(room, known);
    }
    if (!lives(known.node(), now)) {
      known.claimed(node, "t" + ++tokens);
    }
    return known;
  }

  @Nullable RoomRecord find(UUID room) {
    return rooms.get(room);
  }

  /** The record of a room of which everything was lost, as its living home makes it again. */
  RoomRecord again(UUID room, String node, Position end) {
    RoomRecord made = new RoomRecord(rules);
    made.again(node, end);
    rooms.put(room, made);
    return made;
  }

  void forget(UUID room) {
    rooms.remove(room);
  }

  /** The newest writes are gone, as after a failover to a replica that lacked them. */
  Map<UUID, List<Recorded>> loseNewest(int events) {
    Map<UUID, List<Recorded>> lost = new HashMap<>();
    rooms.forEach((id, room) -> lost.put(id, room.loseNewest(events)));
    return lost;
  }

  /** Everything is gone, also all leases. */
  Map<UUID, List<Recorded>> flush() {
    Map<UUID, List<Recorded>> lost = new HashMap<>();
    rooms.forEach((id, room) -> lost.put(id, room.after(0)));
    rooms.clear();
    leases.clear();
    return lost;
  }
}
