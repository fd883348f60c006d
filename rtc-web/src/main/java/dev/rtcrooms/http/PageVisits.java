package dev.rtcrooms.http;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.Visit;
import dev.rtcrooms.transport.Handshake;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rooms whether a request may see a page; any thread. A refusal is a {@link
 * RefusalException}, thrown or as the stage's failure.
 *
 * @param rooms the rooms to ask
 * @param prefix the path before all routes
 * @param publicUrl the start of all links, null to use the request's own scheme and host
 */
record PageVisits(Rooms rooms, String prefix, @Nullable URI publicUrl) {

  /** The page behind a link; opens no room. */
  CompletionStage<Page> page(RoomRequest request, Role role, String key) {
    Links links = Links.of(publicUrl, prefix, request);
    return rooms
        .visit(request.handshake(role, key))
        .thenCompose(
            visit -> {
              if (!visit.joinable()) {
                throw ProblemPage.refusal(Refusal.NO_SUCH_ROOM);
              }
              return role == Role.PARTICIPANT
                  ? participants(visit).thenApply(count -> room(visit, links, count))
                  : CompletableFuture.completedFuture(watch(visit, links));
            });
  }

  /** Counts the people in a room, and 0 in one that is not open or ends meanwhile. */
  private CompletionStage<Integer> participants(Visit visit) {
    return rooms
        .find(visit.roomId())
        .map(room -> room.call(() -> people(room)).exceptionally(ended -> 0))
        .orElse(CompletableFuture.completedFuture(0));
  }

  private static int people(Room room) {
    return (int)
        room.hub().clients().stream()
            .filter(client -> client.role() == Role.PARTICIPANT)
            .map(client -> client.user().id())
            .distinct()
            .count();
  }

  /**
   * Opens a room and returns its link. The creator must pass authentication and admission like any
   * visitor, so that nobody can create rooms that it may not join.
   */
  CompletionStage<String> create(RoomRequest request) {
    Links links = Links.of(publicUrl, prefix, request);
    Handshake handshake = fresh(request);
    return rooms
        .visit(handshake)
        .thenCompose(
            visit ->
                rooms
                    .open(visit, handshake)
                    .thenApply(room -> links.page(visit, Role.PARTICIPANT)));
  }

  /**
   * Returns a link to a new room. The room opens when somebody joins by the link, because GET must
   * open none.
   */
  CompletionStage<String> newLink(RoomRequest request) {
    Links links = Links.of(publicUrl, prefix, request);
    return rooms
        .visit(fresh(request))
        .thenApply(
            visit -> {
              if (!visit.joinable()) {
                throw new RefusalException(
                    ProblemPage.METHOD_NOT_ALLOWED, "A GET request creates no room; send POST.");
              }
              return links.page(visit, Role.PARTICIPANT);
            });
  }

  private static Handshake fresh(RoomRequest request) {
    return request.handshake(Role.PARTICIPANT, UUID.randomUUID().toString());
  }

  private static Page room(Visit visit, Links links, int participants) {
    return new RoomPage(
        visit.user(),
        visit.grants(),
        links.page(visit, Role.PARTICIPANT),
        links.page(visit, Role.WATCHER),
        links.socket(visit),
        links.clientModule(),
        participants);
  }

  private static Page watch(Visit visit, Links links) {
    return new WatchPage(
        visit.user(),
        visit.grants(),
        links.page(visit, Role.WATCHER),
        links.socket(visit),
        links.clientModule());
  }
}
