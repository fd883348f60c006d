package dev.rtcrooms.containers;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.containers.Shouting.Heard;

/**
 * Tells the others at once that a client's connection has ended, whether it may come back or not.
 */
record Farewells(Room room) implements Feature {

  static Heard of(String name) {
    return new Heard("", name + " has left");
  }

  @Override
  public void left(Client client) {
    room.hub().broadcast(of(client.user().name()));
  }
}
