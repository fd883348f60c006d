package dev.rtcrooms.sfu.forward;

import java.util.concurrent.TimeUnit;

/**
 * What one track could get of a receiver's bandwidth, and what it gets. Times are nanoseconds of
 * any clock. Not thread-safe.
 */
final class Demand {

  /** The level of a track that gets nothing. */
  static final int PAUSED = -1;

  private static final int MAX_LEVELS = 3;

  /** How long a greater layer must have fitted, and the smallest one must not. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  /** How long no greater layer is tried after one that was too much. */
  private static final long HOLD = TimeUnit.SECONDS.toNanos(10);

  private final long[] rates = new long[MAX_LEVELS];
  private long rank;
  private int levels;
  private int level = PAUSED;
  private int next = PAUSED;
  private boolean begun;
  private boolean limited;
  private boolean fits;
  private long fitsSince;
  private boolean missing;
  private long missingSince;
  private boolean rose;
  private long roseAt;
  private boolean held;
  private long heldSince;

  /**
   * Begins to say what the track could get; {@link #offer} follows for each layer.
   *
   * @param order the least number comes first
   */
  void begin(long order) {
    rank = order;
    levels = 0;
  }

  /** Offers the next greater layer. */
  void offer(long bitsPerSecond) {
    if (levels < MAX_LEVELS) {
      long least = levels == 0 ? 0 : rates[levels - 1];
      rates[levels++] = Math.max(least, bitsPerSecond);
    }
  }

  long rank() {
    return rank;
  }

  /** The index of the layer that it gets, or {@link #PAUSED}. */
  int level() {
    return level;
  }

  boolean isServed() {
    return level != PAUSED;
  }

  /** Whether it is paused although it could get something. */
  boolean isStarved() {
    return levels > 0 && level == PAUSED;
  }

  /** The allocation begins: the track has nothing yet. */
  void clear() {
    next = PAUSED;
    level = Math.min(level, levels - 1);
    if (levels == 0) {
      begun = false;
      limited = false;
    }
  }

  /** Whether it has nothing in this allocation. */
  boolean isEmpty() {
    return next == PAUSED;
  }

  boolean isMoreOffered() {
    return next + 1 < levels;
  }

  /** The bit rate of the next layer beyond that of the one before. */
  long step() {
    return rates[next + 1] - (next < 0 ? 0 : rates[next]);
  }

  /** Whether the next layer is more than the track gets at present. */
  boolean isRise() {
    return begun && next + 1 > level;
  }

  /**
   * Whether the next layer may be taken, which is more than the track gets at present.
   *
   * @param hasRoom whether it fits now
   */
  boolean mayRise(boolean hasRoom, long now) {
    if (!hasRoom) {
      fits = false;
      return false;
    }
    if (!fits) {
      fits = true;
      fitsSince = now;
    }
    held &= now - heldSince < HOLD;
    return !held && (!limited || now - fitsSince >= PATIENCE);
  }

  /**
   * Whether the track keeps its smallest layer, for a while even without room for it.
   *
   * @param hasRoom whether it fits now
   */
  boolean mayStay(boolean hasRoom, long now) {
    if (hasRoom) {
      missing = false;
      return true;
    }
    if (!missing) {
      missing = true;
      missingSince = now;
    }
    return now - missingSince < PATIENCE;
  }

  void take() {
    next++;
  }

  /** The allocation ends; returns whether the track gets another layer. */
  boolean settle(long now) {
    boolean changed = next != level;
    if (begun && next < level && rose && now - roseAt < HOLD) {
      held = true;
      heldSince = now;
    }
    if (next > level) {
      rose = begun;
      roseAt = now;
      fits = false;
    }
    level = next;
    limited = isMoreOffered();
    begun = levels > 0;
    return changed;
  }
}
