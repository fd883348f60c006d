package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Entrant;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.Visit;
import dev.rtcrooms.message.EntryChanged;
import dev.rtcrooms.message.EntryMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rules for entering a room, apart from bans; for the room's mailbox. */
final class EntryRules {

  /** Users who left so recently count as users of the room when it is locked. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final Room room;
  private final WaitingRoom waiting;
  private EntryMode mode;
  private int capacity;

  /** The connections of each user in the room. */
  private final Map<String, Integer> present = new HashMap<>();

  /** The users that left, and the time, oldest first. */
  private final Map<String, Instant> recent = new LinkedHashMap<>();

  /** The users that may enter although the room is not open to everybody. */
  private final Set<String> welcome = new HashSet<>();

  EntryRules(Room room, WaitingRoom waiting, EntryMode mode, int capacity) {
    this.room = room;
    this.waiting = waiting;
    this.mode = mode;
    this.capacity = capacity;
  }

  EntryMode mode() {
    return mode;
  }

  int capacity() {
    return capacity;
  }

  /** Changes who may enter. Those who wait are let in or sent away accordingly. */
  void mode(EntryMode next) {
    if (next == mode) {
      return;
    }
    if (mode == EntryMode.OPEN) {
      prune();
      welcome.addAll(present.keySet());
      welcome.addAll(recent.keySet());
    } else if (next == EntryMode.OPEN) {
      welcome.clear();
    }
    mode = next;
    tell();
    waiting.retryAll();
  }

  /**
   * Changes how many clients may be in the room.
   *
   * @throws RefusalException if the number is out of range
   */
  void capacity(int clients) {
    if (clients < 1 || clients > room.limits().clientsPerRoom()) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD,
              "clients",
              "clients is from 1 to " + room.limits().clientsPerRoom()));
    }
    if (clients != capacity) {
      capacity = clients;
      tell();
    }
  }

  private void tell() {
    room.hub().broadcast(new EntryChanged(mode, capacity));
  }

  /**
   * Tells whether a user may enter now.
   *
   * @return false if it must wait
   * @throws RefusalException if it may not
   */
  boolean mayEnter(Visit visit) {
    if (room.hub().clients().size() >= capacity) {
      throw new RefusalException(Refusal.ROOM_FULL, "The room is full");
    }
    if (mode == EntryMode.OPEN
        || visit.grants().allows(Grants.MODERATE)
        || welcome.contains(visit.user().id())) {
      return true;
    }
    if (mode == EntryMode.LOCKED) {
      throw new RefusalException(Refusal.ROOM_LOCKED, "The room is locked");
    }
    waiting.requirePlace();
    return false;
  }

  /** Lets in a user who waits; returns false if it does not wait. */
  boolean admit(String userId) {
    if (!waiting.contains(userId)) {
      return false;
    }
    welcome.add(userId);
    waiting.entrantsOf(userId).forEach(Entrant::retry);
    return true;
  }

  void joined(User user) {
    present.merge(user.id(), 1, Integer::sum);
    recent.remove(user.id());
    if (mode != EntryMode.OPEN) {
      welcome.add(user.id());
    }
  }

  void left(Client client) {
    String userId = client.user().id();
    if (present.merge(userId, -1, (before, change) -> before == 1 ? null : before - 1) != null) {
      return;
    }
    if (client.closeReason().filter(EntryRules::isRemoval).isPresent()) {
      removed(userId);
    } else {
      prune();
      recent.put(userId, room.now());
    }
  }

  private static boolean isRemoval(CloseReason reason) {
    int code = reason.code();
    return code == CloseReason.REMOVED.code() || code == CloseReason.BANNED.code();
  }

  /** The user must be let in again if the room is not open to everybody. */
  void removed(String userId) {
    welcome.remove(userId);
    recent.remove(userId);
  }

  private void prune() {
    Instant earliest = room.now().minus(RECENT);
    Iterator<Instant> oldest = recent.values().iterator();
    while (oldest.hasNext() && oldest.next().isBefore(earliest)) {
      oldest.remove();
    }
  }
}
