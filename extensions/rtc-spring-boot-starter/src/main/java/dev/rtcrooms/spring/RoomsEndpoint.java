package dev.rtcrooms.spring;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomSummary;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Masked;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The endpoint {@code rooms} of the actuator: lists rooms and their clients, closes a room, and
 * disconnects a client. Any thread; waits for the mailbox of a room.
 *
 * <p>The ids of rooms let people in, and those of users are personal. They are masked unless a
 * property says otherwise. An operator finds a room by its id, or by the id as the list shows it,
 * if no other room's looks the same. Beginnings of other lengths find nothing: they would tell the
 * whole id to those who try them.
 */
@Endpoint(id = "rooms", defaultAccess = Access.READ_ONLY)
final class RoomsEndpoint {

  private final Rooms rooms;
  private final boolean showIds;
  private final Duration patience;

  /**
   * Creates the endpoint.
   *
   * @param patience a mailbox that takes longer is stuck
   */
  RoomsEndpoint(Rooms rooms, boolean showIds, Duration patience) {
    this.rooms = rooms;
    this.showIds = showIds;
    this.patience = patience;
  }

  /** A room in the list. */
  record Line(String room, int people, int connections, String since) {}

  /** A room and its clients. */
  record Details(
      String room, int people, int connections, String since, List<Participant> clients) {}

  /** A client; the id is not secret, since all members know it. */
  record Participant(String client, String user, String role, Collection<String> grants) {}

  @ReadOperation
  List<Line> list() {
    return rooms.summaries().stream()
        .map(
            room ->
                new Line(
                    shown(room.id()), room.people(), room.connections(), room.since().toString()))
        .toList();
  }

  /** The details: 200, 404 if there is no such room, or 503 if its mailbox is stuck. */
  @ReadOperation
  WebEndpointResponse<Details> room(@Selector String room) throws Exception {
    return inMailbox(room, found -> new WebEndpointResponse<>(details(found)));
  }

  private Details details(Room room) {
    RoomSummary summary = room.summary();
    return new Details(
        shown(room.id()),
        summary.people(),
        summary.connections(),
        summary.since().toString(),
        room.hub().clients().stream().map(this::participant).toList());
  }

  /** Closes a room: 204, or 404 if there is none. */
  @DeleteOperation
  WebEndpointResponse<Void> close(@Selector String room) {
    Optional<Room> found = find(room);
    found.ifPresent(open -> open.close(CloseReason.ROOM_CLOSED));
    return answer(found.isPresent());
  }

  /** Disconnects a client for good: 204, 404 if there is none, or 503 if the mailbox is stuck. */
  @DeleteOperation
  WebEndpointResponse<Void> disconnect(@Selector String room, @Selector String client)
      throws Exception {
    return inMailbox(
        room,
        open -> {
          Optional<Client> found = open.hub().client(client);
          found.ifPresent(each -> each.disconnect(CloseReason.REMOVED));
          return answer(found.isPresent());
        });
  }

  private static WebEndpointResponse<Void> answer(boolean found) {
    return new WebEndpointResponse<>(
        found ? WebEndpointResponse.STATUS_NO_CONTENT : WebEndpointResponse.STATUS_NOT_FOUND);
  }

  private Participant participant(Client client) {
    return new Participant(
        client.id(),
        shown(client.user().id()),
        client.role().name(),
        new TreeSet<>(client.grants().names()));
  }

  private String shown(Object id) {
    return showIds ? id.toString() : Masked.id(id);
  }

  private Optional<Room> find(String text) {
    List<Room> found =
        rooms.all().stream()
            .filter(room -> room.id().toString().equals(text) || isShownAs(room.id(), text))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** With or without the ellipsis, which is hard to type. */
  private static boolean isShownAs(UUID id, String text) {
    String masked = Masked.id(id);
    return text.equals(masked) || (text + "…").equals(masked);
  }

  private <T> WebEndpointResponse<T> inMailbox(
      String text, Function<Room, WebEndpointResponse<T>> task)
      throws ExecutionException, InterruptedException {
    Room room = find(text).orElse(null);
    if (room == null) {
      return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
    try {
      return room.call(() -> task.apply(room))
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException) { // the room has ended meanwhile
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
      }
      throw e;
    }
  }
}
