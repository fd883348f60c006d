package dev.rtcrooms.spring.slice;

import dev.rtcrooms.Client;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.spring.RoomCommand;
import org.springframework.stereotype.Component;

/** Counts the rooms of the running test. */
@Component
class Counter {

  private final Rooms rooms;

  Counter(Rooms rooms) {
    this.rooms = rooms;
  }

  record Count() implements CustomCommand {}

  record Counted(int rooms) {}

  @RoomCommand("count")
  Counted count(Client sender, Count command) {
    return new Counted(rooms.all().size());
  }
}
