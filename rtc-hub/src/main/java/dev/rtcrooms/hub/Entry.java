package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.LiveClient.Entrance;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way into a room, for connections that were admitted: waits for the history, ends the ghost of
 * an earlier connection, looks up what was missed. {@link #enter} is for any thread, the rest for
 * the mailbox.
 */
final class Entry {

  private static final int ID_BYTES = 9;

  private final LiveRoom room;
  private final Set<Guest> expected = ConcurrentHashMap.newKeySet();

  /** One on the way in; {@code elsewhere} is called if this room ends before it is in. */
  private record Guest(
      Arrival arrival, Entrance entrance, Handshake handshake, Runnable elsewhere) {}

  Entry(LiveRoom room) {
    this.room = room;
  }

  void enter(Arrival arrival, Entrance entrance, Handshake handshake, Runnable elsewhere) {
    Guest guest = new Guest(arrival, entrance, handshake, elsewhere);
    expected.add(guest);
    boolean taken = room.executes(() -> room.recorder().whenOpen(() -> resume(guest)));
    if ((!taken || room.over()) && expected.remove(guest)) {
      elsewhere.run();
    }
  }

  boolean expectsSomebody() {
    return !expected.isEmpty();
  }

  /** Turns away who is on the way in, or, with no reason, sends them to another room of this id. */
  void end(@Nullable CloseReason reason) {
    for (Guest guest : List.copyOf(expected)) {
      if (expected.remove(guest)) {
        if (reason == null) {
          guest.elsewhere.run();
        } else {
          guest.arrival.turnAway(reason);
        }
      }
    }
  }

  private void resume(Guest guest) {
    if (guest.arrival.over()) {
      expected.remove(guest);
      return;
    }
    endGhost(guest.entrance);
    Optional<Position> from = guest.handshake.resume();
    if (from.isPresent()) {
      room.recorder().since(from.get(), missed -> letIn(guest, from.get(), missed));
    } else {
      letIn(guest, room.recorder().position(), Optional.empty());
    }
  }

  private boolean hasGhost(Entrance entrance) {
    return room.hub().members().stream().anyMatch(member -> member.sameSession(entrance));
  }

  private void endGhost(Entrance entrance) {
    for (LiveClient member : List.copyOf(room.hub().members())) {
      if (member.sameSession(entrance)) {
        member.disconnectNow(CloseReason.REPLACED);
      }
    }
  }

  private void letIn(Guest guest, Position from, Optional<List<Recorded>> missed) {
    if (hasGhost(guest.entrance)) {
      resume(guest); // another of the same session came in while the history was asked
      return;
    }
    if (!expected.remove(guest) || guest.arrival.over()) {
      return;
    }
    if (room.hub().full()) {
      guest.arrival.turnAway(CloseReason.ROOM_FULL);
      return;
    }
    boolean recovered = missed.isPresent() && bearable(guest, missed.get());
    LiveClient client =
        new LiveClient(room, newId(), guest.entrance, recovered, guest.arrival.connection());
    List<Inbound> early = guest.arrival.becomes(client);
    if (recovered) {
      room.hub().enter(client, from, missed.get());
    } else {
      room.hub().enter(client, room.recorder().position(), List.of());
    }
    if (guest.arrival.over()) {
      client.disconnect(CloseReason.LOST);
    }
    room.commands().receive(client, early);
  }

  /** What was missed must not fill the outbox by itself, or the client would come back for ever. */
  private boolean bearable(Guest guest, List<Recorded> missed) {
    long bytes = 0;
    for (Recorded recorded : missed) {
      Outgoing message =
          Outgoing.recorded(
              room.settings().types().of(recorded.entry().event()),
              recorded.entry().event(),
              recorded.offset());
      bytes += guest.arrival.connection().sizing().size(message);
    }
    return bytes <= room.settings().limits().outboxBytes() / 2;
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    room.settings().random().nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }
}
