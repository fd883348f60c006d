package dev.rtcrooms.hub.schedule;

import static dev.rtcrooms.message.EntryMode.LOCKED;
import static dev.rtcrooms.message.EntryMode.OPEN;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.message.EntryMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may enter the model's room. */
final class Door {

  static final int CAPACITY = 20;

  /** Users who left so many seconds ago may come back when the room is locked. */
  private static final int RECENT = 60;

  EntryMode entry = OPEN;
  int capacity = CAPACITY;

  /** When the bans of users end. */
  final Map<String, Integer> bans = new TreeMap<>();

  private final Set<String> welcome = new TreeSet<>();
  private final Map<String, Integer> leftAt = new HashMap<>();

  /**
   * Decides about a user.
   *
   * @param admitted the grants of its admission
   * @param clients how many clients are in the room
   * @return why it is refused; empty if it must wait; null if it may enter
   */
  @Nullable Optional<CloseReason> verdict(String user, Set<String> admitted, int clients, int now) {
    if (admitted.contains(Grants.PROTECTED)) {
      return null;
    } else if (isBanned(user, now)) {
      return Optional.of(CloseReason.BANNED);
    } else if (clients >= capacity) {
      return Optional.of(CloseReason.ROOM_FULL);
    } else if (entry == OPEN || admitted.contains(Grants.MODERATE) || welcome.contains(user)) {
      return null;
    }
    return entry == LOCKED ? Optional.of(CloseReason.ROOM_LOCKED) : Optional.empty();
  }

  boolean isBanned(String user, int now) {
    return bans.getOrDefault(user, 0) > now;
  }

  void entered(String user) {
    leftAt.remove(user);
    if (entry != OPEN) {
      welcome.add(user);
    }
  }

  /** The last client of a user has left. */
  void left(String user, int now) {
    leftAt.put(user, now);
  }

  /** A user was removed, and so is like anybody who was never there. */
  void removed(String user) {
    leftAt.remove(user);
    welcome.remove(user);
  }

  void admit(String user) {
    welcome.add(user);
  }

  /** Changes who may enter: those who are in the room stay welcome. */
  void set(EntryMode mode, Set<String> present, int now) {
    if (entry == OPEN) {
      welcome.addAll(present);
      leftAt.values().removeIf(at -> now - at > RECENT);
      welcome.addAll(leftAt.keySet());
    } else if (mode == OPEN) {
      welcome.clear();
    }
    entry = mode;
  }
}
