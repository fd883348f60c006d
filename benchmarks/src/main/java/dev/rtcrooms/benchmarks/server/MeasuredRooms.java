package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.Limits;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.jakarta.JakartaTransport;
import jakarta.websocket.server.ServerContainer;

/**
 * Our rooms as they are measured: with ids, offsets, history, retries, heartbeat and all bounds,
 * but a load generator may send faster than a person may.
 */
public final class MeasuredRooms {

  /** How many clients one of them may hold. */
  public static final int CLIENTS_PER_ROOM = 50_000;

  /** A run may open 10,000, and those of earlier runs stay open for a minute. */
  private static final int ROOMS = 100_000;

  private MeasuredRooms() {}

  static RoomsBuilder builder() {
    return RtcRooms.builder()
        .secret("of no worth: it guards nothing")
        .feature(Chat::new)
        .feature(Posting::new, Posting.Post.TYPE, Posting.Posted.TYPE)
        .limits(
            Limits.builder().forLoadTests().rooms(ROOMS).clientsPerRoom(CLIENTS_PER_ROOM).build());
  }

  static void installJakarta(ServerContainer container) {
    JakartaTransport.install(container, RoomRoutes.of(builder().build()));
  }
}
