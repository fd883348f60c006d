package dev.rtcrooms.hub;

import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;

/** Something of which only the newest for each key matters; sent by a client, it is passed on. */
public record Level(String of, long value) implements CustomCommand, CustomEvent {

  public static final MessageType<Level> TYPE =
      MessageType.of(
              "level",
              Level.class,
              f -> new Level(f.text("of"), f.number("value")),
              (n, f) -> f.text("of", n.of).number("value", n.value))
          .withDelivery(Delivery.LATEST)
          .withKey(Level::of);
}
