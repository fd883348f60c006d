package dev.rtcrooms.spring;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomSummary;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Masked;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
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

  /** A mailbox that takes longer is stuck. */
  private static final int PATIENCE_SECONDS = 5;

  private final Rooms rooms;
  private final boolean showIds;

  RoomsEndpoint(Rooms rooms, boolean showIds) {
    this.rooms = rooms;
    this.showIds = showIds;
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

  @ReadOperation
  @Nullable Details room(@Selector String room) throws Exception {
    Room found = find(room).orElse(null);
    if (found == null) {
      return null;
    }
    List<Participant> clients =
        inMailbox(found, () -> found.hub().clients().stream().map(this::participant).toList());
    RoomSummary summary = found.summary();
    return new Details(
        shown(found.id()),
        summary.people(),
        summary.connections(),
        summary.since().toString(),
        clients);
  }

  /** Closes a room: 204, or 404 if there is none. */
  @DeleteOperation
  WebEndpointResponse<Void> close(@Selector String room) {
    Optional<Room> found = find(room);
    found.ifPresent(open -> open.close(CloseReason.ROOM_CLOSED));
    return answer(found.isPresent());
  }

  /** Disconnects a client for good: 204, or 404 if there is none. */
  @DeleteOperation
  WebEndpointResponse<Void> disconnect(@Selector String room, @Selector String client)
      throws Exception {
    Room open = find(room).orElse(null);
    if (open == null) {
      return answer(/* found= */ false);
    }
    Optional<Client> found = inMailbox(open, () -> open.hub().client(client));
    found.ifPresent(each -> each.disconnect(CloseReason.REMOVED));
    return answer(found.isPresent());
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

  private static <T> T inMailbox(Room room, Callable<T> task)
      throws ExecutionException, InterruptedException, TimeoutException {
    return room.call(task).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
