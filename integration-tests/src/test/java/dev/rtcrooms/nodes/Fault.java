package dev.rtcrooms.nodes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What may happen to nodes, to their links to Redis, and to Redis. */
enum Fault {
  /** A node is killed, and started again. */
  KILL(false),
  /** A node drains, and is started again. */
  DRAIN(false),
  /** A node stands still for 6 seconds, less than its lease. */
  SHORT_PAUSE(false),
  /** A node stands still for 15 seconds, longer than its lease. */
  LONG_PAUSE(false),
  /** A node's connections to Redis are reset, and no other is possible for 3 to 15 seconds. */
  CUT(false),
  /** Nothing passes between a node and Redis for 3 to 15 seconds. */
  STALL(false),
  /** Redis's answers reach a node 2 seconds late, for 10 seconds. */
  LATENCY(false),
  /** Redis executes nothing for 8 seconds. */
  CLIENT_PAUSE(false),
  /** Redis does nothing at all for 30 seconds. */
  DEBUG_SLEEP(false),
  /** Redis forgets its scripts. */
  SCRIPT_FLUSH(false),
  /** Redis is killed, and started again with its append-only file, if it has one. */
  REDIS_KILLED(false),
  /** Redis is killed, and started again without its files. */
  REDIS_LOST(true),
  /** Redis is emptied. */
  FLUSHALL(true),
  /** Redis is killed, and a replica takes its place that lacks the writes of the last 2 seconds. */
  FAILOVER(true),
  /** The same, and a node is killed at the same moment. */
  DISASTER(true);

  private final boolean loses;

  /**
   * A kind of fault.
   *
   * @param loses whether Redis itself loses what it has acknowledged, even if it has an append-only
   *     file
   */
  Fault(boolean loses) {
    this.loses = loses;
  }

  /**
   * So many faults. Every other one kills a node; between them, each of the kinds comes once before
   * one comes again.
   */
  static List<Fault> draw(List<Fault> kinds, int count, Random random) {
    ArrayDeque<Fault> next = new ArrayDeque<>();
    List<Fault> drawn = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      if (next.isEmpty()) {
        List<Fault> shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        next.addAll(shuffled);
      }
      drawn.add(n % 2 == 0 ? KILL : next.remove());
    }
    return drawn;
  }

  /** Those after which nothing may be missing if Redis has an append-only file. */
  static List<Fault> harmless() {
    return Arrays.stream(values()).filter(fault -> !fault.loses).toList();
  }
}
