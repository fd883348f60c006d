package dev.rtcrooms.message;

import java.time.Duration;

/**
 * The client must wait before it may enter; sent instead of {@link Hello}, which follows when it is
 * let in, and again as a sign of life.
 *
 * @param heartbeat the longest silence of the server while the client waits
 */
public record Waiting(Duration heartbeat) implements ModerationEvent {

  /** On the wire: {@code waiting}. */
  public static final MessageType<Waiting> TYPE =
      MessageType.of("waiting", Waiting.class).withDelivery(Delivery.LATEST);
}
