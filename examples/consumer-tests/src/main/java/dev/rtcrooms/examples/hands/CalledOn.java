package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;

/**
 * Somebody has the floor. It is recorded, so that nobody who comes back has missed it.
 *
 * @param hand the one whose turn it is, and what about
 */
public record CalledOn(Hand hand) implements CustomEvent {

  /** On the wire: {@code called-on}. */
  public static final MessageType<CalledOn> TYPE =
      MessageType.of(
              "called-on",
              CalledOn.class,
              f -> new CalledOn(Hand.read(f)),
              (called, f) -> Hand.write(called.hand(), f))
          .withDelivery(Delivery.RECORDED)
          .withAudience(Audience.EVERYONE);
}
