package dev.rtcrooms.sfu.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The counters of a loop since it began. One thread counts; any thread may read. */
public final class LoopCounters {

  /** The counters besides drops. */
  public enum Count {
    /** Datagrams received. */
    PACKETS_IN,
    /** Their bytes. */
    BYTES_IN,
    /** Datagrams sent. */
    PACKETS_OUT,
    /** Their bytes. */
    BYTES_OUT,
    /** RTP packets sent to receivers for the first time. */
    FORWARDED,
    /** RTP packets sent again. */
    RESENT,
    /** Packets that publishers were asked for again. */
    NACKED,
    /** Packets that publishers have sent again. */
    REPAIRED,
    /** Keyframes that publishers were asked for. */
    KEYFRAMES_ASKED,
    /** Handshakes that have succeeded. */
    HANDSHAKES,
    /** Handshakes that have failed. */
    HANDSHAKES_FAILED,
    /** Peers whose checks have stopped. */
    LOST
  }

  private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);
  private final Map<Drop, AtomicLong> drops = new EnumMap<>(Drop.class);

  /** All are 0. */
  public LoopCounters() {
    for (Count count : Count.values()) {
      counts.put(count, new AtomicLong());
    }
    for (Drop reason : Drop.values()) {
      drops.put(reason, new AtomicLong());
    }
  }

  /** Cheaper than an atomic addition, since one thread writes. */
  private static <K> void add(Map<K, AtomicLong> counters, K key, long more) {
    AtomicLong counter = counters.get(key);
    if (counter != null) {
      counter.lazySet(counter.getPlain() + more);
    }
  }

  /**
   * Counts; for the loop's thread.
   *
   * @param count what
   * @param more how many
   */
  public void add(Count count, long more) {
    add(counts, count, more);
  }

  /**
   * Counts a drop; for the loop's thread.
   *
   * @param reason why
   */
  public void drop(Drop reason) {
    add(drops, reason, 1);
  }

  /**
   * Reads a count.
   *
   * @param count which
   * @return since the loop began
   */
  public long get(Count count) {
    AtomicLong counter = counts.get(count);
    return counter == null ? 0 : counter.get();
  }

  /**
   * Reads the drops.
   *
   * @return how many for each reason, without those that never happened
   */
  public Map<Drop, Long> drops() {
    Map<Drop, Long> found = new EnumMap<>(Drop.class);
    drops.forEach(
        (reason, counter) -> {
          if (counter.get() > 0) {
            found.put(reason, counter.get());
          }
        });
    return found;
  }
}
