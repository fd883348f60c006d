package dev.rtcrooms.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * One run of the generator; immutable.
 *
 * @param ports gives the port on the loopback interface to which a member of a room connects, by
 *     its number in the order of coming, from 0
 * @param dialect how it is spoken to
 * @param payloadBytes from 12 bytes on
 * @param groups who is there
 * @param warm how long the load lasts before it is measured
 * @param measured how long it is measured
 */
public record Plan(
    IntUnaryOperator ports,
    Dialect dialect,
    int payloadBytes,
    List<RoomGroup> groups,
    Duration warm,
    Duration measured) {

  /**
   * Checks the payload.
   *
   * @throws IllegalArgumentException if it has no place for its own name
   */
  public Plan {
    if (payloadBytes < Payload.HEADER) {
      throw new IllegalArgumentException(
          "A payload has at least " + Payload.HEADER + " bytes, to be told from others");
    }
    groups = List.copyOf(groups);
  }
}
