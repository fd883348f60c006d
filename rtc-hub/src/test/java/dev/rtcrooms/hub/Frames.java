package dev.rtcrooms.hub;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Receiver;
import java.util.List;

/** A connection whose frames have the size that the test says; the kit's own have none. */
public final class Frames {

  private final TestRooms rooms;
  private final HeldConnection connection = new HeldConnection(new TallyCodec());
  private final Receiver receiver;

  /** Joins a room. */
  public Frames(TestRooms rooms, String room, String user) {
    this.rooms = rooms;
    Handshake handshake = Handshake.of(Role.PARTICIPANT, TestRooms.id(room).toString());
    receiver = rooms.rooms().accept(connection, handshake.withPrincipal(() -> user));
    rooms.settle();
  }

  /** Sends a frame of one command, and runs what follows from it. */
  public void send(Command command, int bytes) {
    put(command, bytes);
    settle();
  }

  /** Runs what follows from the frames that wait. */
  public void settle() {
    rooms.settle();
  }

  /** Sends a frame of one command, which waits for the room. */
  public void put(Command command, int bytes) {
    receiver.receive(List.of(new Inbound.Accepted("ref", command)), bytes);
  }

  public HeldConnection connection() {
    return connection;
  }

  public Receiver receiver() {
    return receiver;
  }
}
