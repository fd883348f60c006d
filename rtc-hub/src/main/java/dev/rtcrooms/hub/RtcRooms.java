package dev.rtcrooms.hub;

import dev.rtcrooms.Rooms;

/** Creates {@link Rooms} in this process: the entry point of an application. Any thread. */
public final class RtcRooms {

  private RtcRooms() {}

  /**
   * Starts to build rooms. Every setting has a safe default.
   *
   * @return a new builder, for one thread
   */
  public static Rooms.Builder builder() {
    return new RtcRoomsBuilder();
  }
}
