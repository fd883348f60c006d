package dev.rtcrooms.hub;

import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;

/** Something recorded that participants alone hear; sent by a client, it is passed on. */
public record Secret(String text) implements CustomCommand, CustomEvent {

  public static final MessageType<Secret> TYPE =
      MessageType.of(
              "secret",
              Secret.class,
              f -> new Secret(f.text("text")),
              (n, f) -> f.text("text", n.text))
          .withDelivery(Delivery.RECORDED)
          .withRequiredGrant("secrets");
}
