package dev.rtcrooms.hub;

import dev.rtcrooms.Rooms;

/** Where an application begins: builds {@link Rooms} that work inside this process. Any thread. */
public final class RtcRooms {

  private RtcRooms() {}

  /**
   * Begins to build rooms; every setting has a safe default.
   *
   * @return a new builder, for one thread
   */
  public static Rooms.Builder builder() {
    return new LiveRoomsBuilder();
  }
}
