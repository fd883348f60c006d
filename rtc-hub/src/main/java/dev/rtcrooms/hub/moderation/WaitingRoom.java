package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Entrant;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.WaitingChanged;
import dev.rtcrooms.message.WaitingUser;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections that wait to be let in, bounded in number and time; for the room's mailbox.
 * Moderators are told who waits.
 */
final class WaitingRoom {

  private static final Refusal NOBODY_CAME =
      Refusal.of(Refusal.NOT_LET_IN, "nobody let you in; try again later");

  private final Room room;
  private final int most;
  private final Duration longest;
  private final Map<Entrant, Cancellable> entrants = new LinkedHashMap<>();
  private final Map<String, WaitingUser> users = new LinkedHashMap<>();

  WaitingRoom(Room room, int most, Duration longest) {
    this.room = room;
    this.most = most;
    this.longest = longest;
  }

  /**
   * Checks that one more connection may wait.
   *
   * @throws RefusalException with {@link Refusal#ROOM_FULL} if not
   */
  void requirePlace() {
    if (entrants.size() >= most) {
      throw new RefusalException(Refusal.ROOM_FULL, "The waiting room is full");
    }
  }

  void held(Entrant entrant) {
    entrants.put(entrant, room.after(longest, () -> entrant.refuse(NOBODY_CAME)));
    User user = entrant.visit().user();
    if (!users.containsKey(user.id())) {
      WaitingUser waits =
          new WaitingUser(user.id(), user.name(), entrant.visit().role(), room.now());
      users.put(user.id(), waits);
      tell(waits, true);
    }
  }

  void released(Entrant entrant) {
    Cancellable timer = entrants.remove(entrant);
    if (timer == null) {
      return;
    }
    timer.cancel();
    String userId = entrant.visit().user().id();
    if (entrantsOf(userId).isEmpty()) {
      WaitingUser waited = users.remove(userId);
      if (waited != null) {
        tell(waited, false);
      }
    }
  }

  private void tell(WaitingUser user, boolean waits) {
    room.hub()
        .broadcast(
            new WaitingChanged(user.user(), user.name(), user.role(), user.at(), waits),
            Notices::moderates);
  }

  boolean contains(String userId) {
    return users.containsKey(userId);
  }

  List<Entrant> entrantsOf(String userId) {
    return entrants.keySet().stream()
        .filter(entrant -> entrant.visit().user().id().equals(userId))
        .toList();
  }

  /** Asks anew who may enter. */
  void retryAll() {
    new ArrayList<>(entrants.keySet()).forEach(Entrant::retry);
  }

  /** Sends a user away; returns false if it does not wait. */
  boolean refuse(String userId, Refusal refusal) {
    List<Entrant> waiting = entrantsOf(userId);
    waiting.forEach(entrant -> entrant.refuse(refusal));
    return !waiting.isEmpty();
  }

  List<WaitingUser> list() {
    return List.copyOf(users.values());
  }
}
