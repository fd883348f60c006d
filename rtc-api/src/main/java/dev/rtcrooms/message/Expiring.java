package dev.rtcrooms.message;

import java.time.Instant;

/**
 * The grants of the client end soon. It should send {@link Refresh}, or reconnect afterwards.
 *
 * @param expires when they end, in whole milliseconds
 */
public record Expiring(Instant expires) implements Event {

  /** On the wire: {@code expiring}. */
  public static final MessageType<Expiring> TYPE =
      MessageType.of(
          "expiring",
          Expiring.class,
          fields -> new Expiring(Instant.ofEpochMilli(fields.number("expires"))),
          (expiring, fields) -> fields.number("expires", expiring.expires().toEpochMilli()));
}
