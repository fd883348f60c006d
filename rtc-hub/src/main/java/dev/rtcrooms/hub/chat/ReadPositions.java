package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Room;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.ReadMarkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Up to which message each user has read. Changes are told at once, but at most once a second. For
 * the mailbox.
 */
final class ReadPositions {

  private static final Duration QUIET = Duration.ofSeconds(1);

  /** How many users are remembered. */
  private static final int MAX_USERS = 1_000;

  /** The memory of a user's id and number, and their entry in the map, besides its characters. */
  private static final int BYTES = 160;

  private final Room room;
  private final StateBudget.Share share;
  private final Consumer<ReadMarkers> tell;

  /** The number of the last message that was read, by user id; the latest change is at the end. */
  private final Map<String, Long> read = new LinkedHashMap<>();

  private final Set<String> changed = new LinkedHashSet<>();
  private boolean quiet;

  /**
   * The positions of one room.
   *
   * @param tell sends an event to the clients
   */
  ReadPositions(Room room, StateBudget.Share share, Consumer<ReadMarkers> tell) {
    this.room = room;
    this.share = share;
    share.add(this::forgetOldest);
    this.tell = tell;
  }

  void mark(String user, long message) {
    Long before = read.get(user);
    if (before != null && before >= message) {
      return;
    }
    if (read.remove(user) == null) {
      share.changed(bytes(user));
    }
    read.put(user, message);
    changed.add(user);
    forgetOldest();
    tellChanges();
  }

  private void forgetOldest() {
    while (read.size() > MAX_USERS || (!read.isEmpty() && share.isTooLarge())) {
      String oldest = read.keySet().iterator().next();
      read.remove(oldest);
      changed.remove(oldest);
      share.changed(-bytes(oldest));
    }
  }

  private static int bytes(String user) {
    return BYTES + 2 * user.length();
  }

  private void tellChanges() {
    if (quiet || changed.isEmpty()) {
      return;
    }
    tell.accept(markers(changed));
    changed.clear();
    quiet = true;
    room.after(
        QUIET,
        () -> {
          quiet = false;
          tellChanges();
        });
  }

  /** All markers, for a client that joins. */
  ReadMarkers all() {
    return markers(read.keySet());
  }

  private ReadMarkers markers(Iterable<String> users) {
    List<ReadMarkers.Marker> markers = new ArrayList<>();
    for (String user : users) {
      markers.add(new ReadMarkers.Marker(user, read.getOrDefault(user, 0L)));
    }
    return new ReadMarkers(markers);
  }
}
