package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/** Asks whether the client is alive; a client answers with {@link Pong} at once. */
public record Ping() implements Event {

  /** On the wire: {@code ping}. */
  public static final MessageType<Ping> TYPE =
      MessageType.of("ping", Ping.class, f -> new Ping(), (m, f) -> {})
          .withAudience(Audience.EVERYONE)
          .withDelivery(Delivery.LATEST);
}
