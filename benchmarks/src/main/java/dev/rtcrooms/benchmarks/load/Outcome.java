package dev.rtcrooms.benchmarks.load;

import java.util.List;

/**
 * What one run of the generator has seen; immutable.
 *
 * @param groups in the plan's order
 * @param heard deliveries of all groups from beginning to end
 * @param deliveries of all groups while it was measured
 * @param framesPerDelivery below 1 where several messages come together
 * @param bytesPerDelivery as they come, with frame headers
 * @param generatorBusy the generator's own share of its processor, from 0 to 1: near 1 it is the
 *     limit, and not the server
 * @param ended how many of the connections that read nothing the server had ended before all was
 *     said: after that they read what is left, and these did not get all of it
 * @param faults of the whole run, warming up included
 */
public record Outcome(
    List<GroupOutcome> groups,
    long heard,
    long deliveries,
    double framesPerDelivery,
    double bytesPerDelivery,
    double generatorBusy,
    int ended,
    Faults faults) {

  /**
   * What the connections of one group have seen; latencies in microseconds, from when a message
   * should have been sent to when it came.
   *
   * @param group the rooms
   * @param sentPerSecond messages
   * @param deliveriesPerSecond messages times receivers
   * @param p50 half came sooner
   * @param p99 one of a hundred came later
   * @param p999 one of a thousand came later
   * @param max the last
   */
  public record GroupOutcome(
      RoomGroup group,
      double sentPerSecond,
      double deliveriesPerSecond,
      double p50,
      double p99,
      double p999,
      double max) {}
}
