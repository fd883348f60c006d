package dev.rtcrooms.hub;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.membership.UserIndex;
import dev.rtcrooms.hub.quota.OpenedRoom;
import dev.rtcrooms.spi.HistoryStore;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The rooms that are open in this process; any thread. */
final class LocalRooms {

  private final Settings settings;
  private final StreamIds streamIds;
  private final EndOfRooms end;
  private final ConcurrentHashMap<UUID, LiveRoom> open;
  private final UserIndex users = new UserIndex();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * No rooms.
   *
   * @param end the end of these rooms
   * @param open the empty map in which they are kept
   */
  LocalRooms(
      Settings settings,
      StreamIds streamIds,
      EndOfRooms end,
      ConcurrentHashMap<UUID, LiveRoom> open) {
    this.settings = settings;
    this.streamIds = streamIds;
    this.end = end;
    this.open = open;
  }

  /** The clients of all rooms by user. */
  UserIndex users() {
    return users;
  }

  @Nullable LiveRoom find(UUID id) {
    return open.get(id);
  }

  /** Who opens a room, whose {@link dev.rtcrooms.Quota} it counts against. */
  record Opener(String userId, Optional<String> address) {}

  /**
   * Finds the room, or creates it.
   *
   * @param history has the room's past
   * @param opener null for the host
   * @throws IllegalStateException after the end has begun
   * @throws RefusalException if there are too many rooms
   */
  LiveRoom getOrCreate(UUID id, HistoryStore history, @Nullable Opener opener) {
    LiveRoom known = open.get(id);
    if (known != null) {
      return known;
    }
    end.requireNotBegun();
    if (opener == null) {
      return keep(newRoom(id, history, () -> {}));
    }
    OpenedRoom opened = settings.quotas().open(opener.userId, opener.address);
    try {
      LiveRoom created = newRoom(id, history, opened::ended);
      LiveRoom room = keep(created);
      if (room != created) {
        opened.takeBack();
      }
      return room;
    } catch (RuntimeException e) {
      opened.takeBack();
      throw e;
    }
  }

  private LiveRoom keep(LiveRoom created) {
    UUID id = created.id();
    LiveRoom room = open.computeIfAbsent(id, key -> counted(created));
    if (room == created) {
      created.start();
      if (end.isClosed()) {
        created.close(end.reason());
      }
    }
    return room;
  }

  private LiveRoom newRoom(UUID id, HistoryStore history, Runnable ended) {
    Settings own = history == settings.history() ? settings : settings.recordingIn(history);
    return new LiveRoom(id, streamIds.mint(id), own, users, room -> ended(room, ended));
  }

  private LiveRoom counted(LiveRoom room) {
    if (count.incrementAndGet() > settings.limits().rooms()) {
      count.decrementAndGet();
      throw new RefusalException(Refusal.TOO_MANY_ROOMS, "Room limit reached");
    }
    return room;
  }

  private void ended(LiveRoom room, Runnable ended) {
    if (open.remove(room.id(), room)) {
      count.decrementAndGet();
      ended.run();
    }
  }
}
