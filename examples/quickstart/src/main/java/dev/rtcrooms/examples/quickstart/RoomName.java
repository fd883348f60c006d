package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Size;

/**
 * Lets moderators name a room. The name is an attribute of the room, which all its clients see, and
 * the host announces it in the chat. It ends with the room. In the mailbox.
 */
final class RoomName implements Feature {

  /** A moderator's command; a blank name takes the name away. */
  record NameRoom(@Size(max = 60) String name) implements CustomCommand {}

  /** What clients see. */
  record Shown(String name) {}

  private static final AttributeKey<Shown> SHOWN = AttributeKey.of("room-name", Shown.class);

  private final Room room;

  private RoomName(Room room) {
    this.room = room;
  }

  static RoomsBuilder addTo(RoomsBuilder rooms) {
    return rooms
        .feature(
            RoomName::new,
            MessageType.of("name-room", NameRoom.class).withRequiredGrant(Grants.MODERATE))
        .roomInfo(SHOWN);
  }

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof NameRoom wanted)) {
      return Result.UNHANDLED;
    }
    String name = wanted.name().strip();
    if (name.isEmpty()) {
      room.setAttribute(SHOWN, null);
    } else {
      room.setAttribute(SHOWN, new Shown(name));
      room.feature(Chat.class).announce("This room is called " + name + " now.");
    }
    return Result.DONE;
  }
}
