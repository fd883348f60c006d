package dev.rtcrooms.containers;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;

/** A host's own feature: whatever a client shouts, however long, all others and it itself hear. */
final class Shouting implements Feature {

  private final Room room;

  Shouting(Room room) {
    this.room = room;
  }

  record Shout(String text) implements CustomCommand {
    static final MessageType<Shout> TYPE =
        MessageType.of(
            "shout",
            Shout.class,
            fields -> new Shout(fields.text("text")),
            (shout, fields) -> fields.text("text", shout.text));
  }

  record Heard(String client, String text) implements CustomEvent {
    static final MessageType<Heard> TYPE =
        MessageType.of(
                "heard",
                Heard.class,
                fields -> new Heard(fields.text("client"), fields.text("text")),
                (heard, fields) -> fields.text("client", heard.client).text("text", heard.text))
            .withDelivery(Delivery.RECORDED);
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof Shout shout) {
      room.hub().broadcast(new Heard(client.id(), shout.text));
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }
}
