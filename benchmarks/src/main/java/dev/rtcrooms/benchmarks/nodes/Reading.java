package dev.rtcrooms.benchmarks.nodes;

import dev.rtcrooms.benchmarks.load.Outcome;

/**
 * What one measurement of a placement has shown; immutable.
 *
 * @param home processor time of the home's process per second, in microseconds
 * @param edge the same of the other node
 * @param redis the same of Redis
 * @param messages said per second
 * @param deliveries received per second
 * @param scripts calls of scripts per message
 * @param publishes frames between nodes per message
 * @param bytes that Redis received per message
 * @param p50 the median of the latency, in microseconds
 * @param p99 of a hundred deliveries, one takes longer, in microseconds
 */
record Reading(
    double home,
    double edge,
    double redis,
    double messages,
    double deliveries,
    double scripts,
    double publishes,
    double bytes,
    double p50,
    double p99) {

  static Reading of(Outcome outcome, double seconds, Counters used) {
    Outcome.GroupOutcome group = outcome.groups().get(0);
    double messages = Math.max(1, group.sentPerSecond() * seconds);
    return new Reading(
        used.home() / 1e3 / seconds,
        used.edge() / 1e3 / seconds,
        used.redis() / 1e3 / seconds,
        group.sentPerSecond(),
        outcome.deliveries() / seconds,
        used.scripts() / messages,
        used.publishes() / messages,
        used.bytes() / messages,
        group.p50(),
        group.p99());
  }

  /**
   * What was counted up to a moment.
   *
   * @param home nanoseconds of processor time
   * @param edge the same
   * @param redis the same
   */
  record Counters(
      double home, double edge, double redis, double scripts, double publishes, double bytes) {
    Counters since(Counters before) {
      return new Counters(
          home - before.home,
          edge - before.edge,
          redis - before.redis,
          scripts - before.scripts,
          publishes - before.publishes,
          bytes - before.bytes);
    }
  }
}
