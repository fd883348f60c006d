package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import java.util.List;

/**
 * All hands that are up now; who is slow hears the newest state alone.
 *
 * @param hands in the order in which they went up
 */
public record HandsUp(List<Hand> hands) implements CustomEvent {

  /** On the wire: {@code hands-up}. */
  public static final MessageType<HandsUp> TYPE =
      MessageType.of(
              "hands-up",
              HandsUp.class,
              f -> new HandsUp(f.objects("hands", Hand::read)),
              (up, f) -> f.objects("hands", up.hands(), Hand::write))
          .withDelivery(Delivery.LATEST)
          .withAudience(Audience.EVERYONE);

  /** Copies the list. */
  public HandsUp {
    hands = List.copyOf(hands);
  }
}
