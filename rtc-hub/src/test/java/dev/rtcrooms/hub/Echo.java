package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.testkit.TestRooms;

/** A feature that passes on what clients send, and nothing else. */
public final class Echo implements Feature {

  private final Room room;

  public Echo(Room room) {
    this.room = room;
  }

  /** Rooms with this feature and a secret, and none of the library's own features. */
  public static RoomsBuilder builder() {
    return RtcRooms.builder()
        .secret("a secret of the tests")
        .feature(Echo::new, Note.TYPE, Fact.TYPE, Level.TYPE, Secret.TYPE);
  }

  /** How many clients are in the room of this name. */
  public static int clients(TestRooms rooms, String room) {
    return rooms.call(room, in -> in.hub().clients().size());
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof CustomEvent event) {
      room.hub().broadcast(event);
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }
}
