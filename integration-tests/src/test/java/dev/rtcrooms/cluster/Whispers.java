package dev.rtcrooms.cluster;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;

/** Recorded messages that watchers do not hear, of a room whose chat they hear. */
final class Whispers implements Feature {

  /** What a participant whispers. */
  record Whisper(String text) implements CustomCommand {
    static final MessageType<Whisper> TYPE = MessageType.of("whisper", Whisper.class);
  }

  /** What the participants hear. */
  record Whispered(String text) implements CustomEvent {
    static final MessageType<Whispered> TYPE =
        MessageType.of("whispered", Whispered.class)
            .withDelivery(Delivery.RECORDED)
            .withAudience(Audience.PARTICIPANTS);
  }

  private final Room room;

  Whispers(Room room) {
    this.room = room;
  }

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof Whisper whisper)) {
      return Result.UNHANDLED;
    }
    room.hub().broadcast(new Whispered(whisper.text()));
    return Result.DONE;
  }
}
