package dev.rtcrooms.sfu.net;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bursts that wait, by their address, in the order in which the addresses came: a hash table
 * that makes no objects. For one thread.
 */
final class WaitingBursts {

  /** How many bursts it takes between one {@link #clear} and the next. */
  private static final int ROOM = 1024;

  /** A power of two, so that few addresses share a bucket. */
  private static final int BUCKETS = 2 * ROOM;

  /** The first burst to each address; null where it was removed. */
  private final @Nullable Burst[] firsts = new @Nullable Burst[ROOM];

  private final @Nullable Burst[] buckets = new @Nullable Burst[BUCKETS];
  private int addresses;
  private int bursts;

  boolean isFull() {
    return bursts == ROOM;
  }

  boolean isEmpty() {
    return bursts == 0;
  }

  /** The first burst to an address, or null. */
  @Nullable Burst first(InetSocketAddress to) {
    Burst each = buckets[bucket(to)];
    while (each != null && !each.recipient().equals(to)) {
      each = each.collision;
    }
    return each;
  }

  private static int bucket(InetSocketAddress to) {
    int hash = to.hashCode();
    return (hash ^ hash >>> 16) & (BUCKETS - 1);
  }

  /** Adds a burst after those to the same address; there is room. */
  void add(Burst burst) {
    bursts++;
    Burst first = first(burst.recipient());
    if (first != null) {
      first.last.next = burst;
      first.last = burst;
      return;
    }
    int bucket = bucket(burst.recipient());
    burst.collision = buckets[bucket];
    buckets[bucket] = burst;
    burst.place = addresses;
    firsts[addresses++] = burst;
  }

  /** Removes the bursts to an address, of which this is the first. Their room stays taken. */
  void remove(Burst first) {
    firsts[first.place] = null;
    int bucket = bucket(first.recipient());
    Burst before = buckets[bucket];
    if (before == first) {
      buckets[bucket] = first.collision;
      return;
    }
    while (before != null && before.collision != first) {
      before = before.collision;
    }
    if (before != null) {
      before.collision = first.collision;
    }
  }

  /** Hands over all bursts, those to one address after the other, and is empty then. */
  void clear(Consumer<Burst> taker) {
    for (int i = 0; i < addresses; i++) {
      for (Burst each = firsts[i]; each != null; ) {
        Burst next = each.next; // the taker may use the burst again
        taker.accept(each);
        each = next;
      }
    }
    Arrays.fill(firsts, 0, addresses, null);
    Arrays.fill(buckets, null);
    addresses = 0;
    bursts = 0;
  }
}
