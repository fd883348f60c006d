package dev.rtcrooms.sfu;

import java.util.Map;

/**
 * The present load of an SFU, and its counters since it began. Immutable; any thread.
 *
 * @param rooms the rooms that it serves
 * @param publishers the connections from publishers
 * @param receivers the connections to receivers
 * @param counts the counters by name: {@code packets-in}, {@code bytes-in}, {@code packets-out},
 *     {@code bytes-out}, {@code forwarded}, {@code resent}, {@code nacked}, {@code repaired},
 *     {@code keyframes-asked}, {@code handshakes}, {@code handshakes-failed}, {@code lost}
 * @param drops the packets dropped, by reason, such as {@code unchecked-address} or {@code forged}
 * @param lagMillis how late the slowest loop ran its timers the last time
 */
public record SfuStats(
    int rooms,
    int publishers,
    int receivers,
    Map<String, Long> counts,
    Map<String, Long> drops,
    long lagMillis) {

  /** Copies the maps. */
  public SfuStats {
    counts = Map.copyOf(counts);
    drops = Map.copyOf(drops);
  }
}
