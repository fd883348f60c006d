package dev.rtcrooms.hub;

import dev.rtcrooms.Audience;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;

/** Something that everybody hears and that is recorded; sent by a client, it is passed on. */
public record Fact(String text) implements CustomCommand, CustomEvent {

  public static final MessageType<Fact> TYPE =
      MessageType.of(
              "fact", Fact.class, f -> new Fact(f.text("text")), (n, f) -> f.text("text", n.text))
          .withAudience(Audience.EVERYONE)
          .withDelivery(Delivery.RECORDED);
}
