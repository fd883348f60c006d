package dev.rtcrooms.hub.command;

import dev.rtcrooms.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what is refused before a command is handled, in all rooms, by codes that are known from
 * the beginning; any thread. Counting allocates nothing, so that a flood costs little.
 */
public final class RefusalCounts {

  private final LongAdder others = new LongAdder();

  private final Map<String, LongAdder> byCode =
      Map.of(
          Refusal.RATE_LIMITED,
          new LongAdder(),
          Refusal.MALFORMED,
          new LongAdder(),
          Refusal.UNKNOWN_TYPE,
          new LongAdder(),
          Refusal.MISSING_FIELD,
          new LongAdder(),
          Refusal.BAD_FIELD,
          new LongAdder(),
          Refusal.INTERNAL,
          new LongAdder(),
          "other",
          others);

  /** A message is refused. A codec of the host's own may do so with any code. */
  void refused(Refusal refusal) {
    byCode.getOrDefault(refusal.code(), others).increment();
  }

  /** How many were refused, by code, of which each is there from the beginning. */
  public Map<String, Long> all() {
    Map<String, Long> counts = new TreeMap<>();
    byCode.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }
}
