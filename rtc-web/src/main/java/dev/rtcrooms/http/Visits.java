package dev.rtcrooms.http;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Rooms.Visit;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rooms whether a request may enter; any thread. Who may not gets a {@link
 * RefusalException}, thrown or as the stage's failure.
 *
 * @param rooms the host's
 * @param prefix what stands before all paths
 * @param publicUrl what stands before all links, null for what the request says
 */
record Visits(Rooms rooms, String prefix, @Nullable URI publicUrl) {

  /** The page behind a link. */
  CompletionStage<Page> page(RoomRequest request, Role role, String key) {
    Links links = Links.of(publicUrl, prefix, request);
    return rooms
        .visit(request.handshake(role, key))
        .thenApply(visit -> role == Role.PARTICIPANT ? room(visit, links) : watch(visit, links));
  }

  /**
   * The link of a new room. Its creator is asked for a login and for admission like any visitor, so
   * that nobody fills the server with rooms that it may not enter.
   */
  CompletionStage<String> create(RoomRequest request) {
    Links links = Links.of(publicUrl, prefix, request);
    Room room = newRoom();
    return rooms
        .visit(request.handshake(Role.PARTICIPANT, room.id().toString()))
        .whenComplete(
            (visit, refusal) -> {
              if (refusal != null) {
                room.close(CloseReason.ROOM_CLOSED);
              }
            })
        .thenApply(visit -> links.page(room, Role.PARTICIPANT));
  }

  private Room newRoom() {
    try {
      return rooms.create();
    } catch (IllegalStateException e) {
      throw new RefusalException(Refusal.SHUTTING_DOWN, "The server is stopping"); // as create says
    }
  }

  private static Page room(Visit visit, Links links) {
    return new RoomPage(
        visit.user(),
        visit.grants(),
        links.page(visit.room(), Role.PARTICIPANT),
        links.page(visit.room(), Role.WATCHER),
        links.socket(visit.room(), Role.PARTICIPANT),
        links.clientModule());
  }

  private static Page watch(Visit visit, Links links) {
    return new WatchPage(
        visit.user(),
        visit.grants(),
        links.page(visit.room(), Role.WATCHER),
        links.socket(visit.room(), Role.WATCHER),
        links.clientModule());
  }
}
