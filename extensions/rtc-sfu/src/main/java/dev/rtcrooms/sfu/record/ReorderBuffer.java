package dev.rtcrooms.sfu.record;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the packets of a track in order. Where one is missing, it waits. For one thread. */
final class ReorderBuffer {

  /** Enough for five requests of a lost packet. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Greater than what a publisher sends within the patience. */
  private static final int MOST_WAITING = 2_000;

  private final TreeMap<Long, MediaPacket> waiting = new TreeMap<>();
  private int source;
  private boolean begun;
  private long next;
  private boolean gap;

  /** Adds a packet. Those of another source begin after all that wait. */
  void add(MediaPacket packet) {
    if (!begun || packet.source() != source) {
      waiting.clear();
      source = packet.source();
      next = packet.number();
      gap = begun;
      begun = true;
    }
    if (packet.number() >= next) {
      waiting.put(packet.number(), packet);
    }
  }

  /** Tells whether a packet would begin another source, so that {@link #poll} must come first. */
  boolean isOther(MediaPacket packet) {
    return begun && packet.source() != source;
  }

  /**
   * Takes the next packet.
   *
   * @param now as of {@link System#nanoTime}
   * @return null if there is none, or if the one before it may still come
   */
  @Nullable MediaPacket poll(long now) {
    Map.Entry<Long, MediaPacket> first = waiting.firstEntry();
    boolean patient =
        first != null
            && first.getKey() != next
            && now - first.getValue().arrived() < PATIENCE_NANOS
            && waiting.size() < MOST_WAITING;
    return patient ? null : poll();
  }

  /** Takes the next packet, even if the one before it may still come; null if there is none. */
  @Nullable MediaPacket poll() {
    if (waiting.isEmpty()) {
      return null;
    }
    MediaPacket first = waiting.firstEntry().getValue();
    gap |= first.number() != next;
    waiting.remove(first.number());
    next = first.number() + 1;
    return first;
  }

  /** Tells, once, that packets are missing before the one that {@link #poll} returned. */
  boolean takeGap() {
    boolean before = gap;
    gap = false;
    return before;
  }
}
