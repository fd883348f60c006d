package dev.rtcrooms.hub;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;

/** Creates {@link Rooms} in this process: the entry point of an application. Any thread. */
public final class RtcRooms {

  private RtcRooms() {}

  /**
   * Starts to build rooms. Every setting has a safe default.
   *
   * @return a new builder, for one thread
   */
  public static RoomsBuilder builder() {
    return new RtcRoomsBuilder();
  }
}
