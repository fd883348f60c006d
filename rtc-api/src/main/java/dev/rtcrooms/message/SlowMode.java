package dev.rtcrooms.message;

import java.time.Duration;

/**
 * The slow mode of the chat has changed; also sent to a client that joins while it is on.
 *
 * @param interval how long a user waits after each chat message; zero if the slow mode is off
 */
public record SlowMode(Duration interval) implements ChatEvent {

  /** On the wire: {@code slow-mode}. */
  public static final MessageType<SlowMode> TYPE =
      MessageType.of("slow-mode", SlowMode.class).withDelivery(Delivery.LATEST);
}
