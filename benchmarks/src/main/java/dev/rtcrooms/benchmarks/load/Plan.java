package dev.rtcrooms.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

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
 * @param tls trusts the server, or null if it has no TLS
 */
public record Plan(
    IntUnaryOperator ports,
    Dialect dialect,
    int payloadBytes,
    List<RoomGroup> groups,
    Duration warm,
    Duration measured,
    @Nullable SSLContext tls) {

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

  /**
   * A run without TLS.
   *
   * @param ports see {@link #ports()}
   * @param dialect see {@link #dialect()}
   * @param payloadBytes see {@link #payloadBytes()}
   * @param groups see {@link #groups()}
   * @param warm see {@link #warm()}
   * @param measured see {@link #measured()}
   */
  public Plan(
      IntUnaryOperator ports,
      Dialect dialect,
      int payloadBytes,
      List<RoomGroup> groups,
      Duration warm,
      Duration measured) {
    this(ports, dialect, payloadBytes, groups, warm, measured, null);
  }

  /**
   * A run in which clients only come and go, and nobody speaks.
   *
   * @param port of the server
   * @param dialect see {@link #dialect()}
   * @param group the rooms
   * @param tls see {@link #tls()}
   * @return the plan
   */
  public static Plan ofJoins(int port, Dialect dialect, RoomGroup group, @Nullable SSLContext tls) {
    return new Plan(
        member -> port, dialect, Payload.HEADER, List.of(group), Duration.ZERO, Duration.ZERO, tls);
  }
}
