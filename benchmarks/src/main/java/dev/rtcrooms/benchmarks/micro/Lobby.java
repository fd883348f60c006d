package dev.rtcrooms.benchmarks.micro;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One room and its members, through the public API; for one thread. */
final class Lobby implements AutoCloseable {

  private final Rooms rooms;
  private final Room room;
  private final List<Ear> ears = new ArrayList<>();
  private final List<Receiver> receivers = new ArrayList<>();

  /** The executor is where the room works, or null for the library's own threads. */
  Lobby(int members, @Nullable Executor executor) {
    RoomsBuilder builder =
        RtcRooms.builder().feature(Chat::new).limits(Limits.builder().forLoadTests().build());
    rooms = (executor == null ? builder : builder.executor(executor)).build();
    room = rooms.create();
    Codec codec = new JsonCodec(rooms.messageTypes(), rooms.limits());
    for (int i = 0; i < members; i++) {
      Ear ear = new Ear(codec);
      ears.add(ear);
      receivers.add(rooms.accept(ear, Handshake.of(Role.PARTICIPANT, room.id().toString())));
    }
    for (Ear ear : ears) {
      while (ear.heard() == 0) {
        Thread.onSpinWait(); // until it hears that it is in the room
      }
    }
  }

  Room room() {
    return room;
  }

  List<Ear> ears() {
    return ears;
  }

  /** What tells the room that the first member has sent something. */
  Receiver speaker() {
    return receivers.get(0);
  }

  @Override
  public void close() {
    ears.clear();
    rooms.close();
  }
}
