package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.BanChanged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users that may not enter a room, bounded in number; for the room's mailbox. */
final class BanList {

  private final Room room;
  private final int most;
  private final Map<String, Ban> bans = new LinkedHashMap<>();

  BanList(Room room, int most) {
    this.room = room;
    this.most = most;
  }

  /**
   * Adds a ban, in place of an earlier one of the user.
   *
   * @throws RefusalException with {@link Refusal#TOO_MANY_BANS} if there are too many
   */
  void add(Ban ban) {
    prune();
    if (bans.size() >= most && !bans.containsKey(ban.user())) {
      throw new RefusalException(
          Refusal.TOO_MANY_BANS, "A room remembers at most " + most + " bans");
    }
    bans.remove(ban.user());
    bans.put(ban.user(), ban);
    tell(ban, true);
    room.listener().banned(room, ban);
  }

  /** Returns false if the user is not banned. */
  boolean remove(String userId) {
    prune();
    Ban ban = bans.remove(userId);
    if (ban == null) {
      return false;
    }
    tell(ban, false);
    room.listener().unbanned(room, ban);
    return true;
  }

  private void tell(Ban ban, boolean banned) {
    room.hub()
        .broadcast(
            new BanChanged(ban.user(), ban.name(), ban.until(), ban.reason(), banned),
            Notices::moderates);
  }

  /** Why a user may not enter; empty if it may. */
  Optional<Refusal> refusal(User user) {
    Ban ban = bans.get(user.id());
    return ban == null || ban.expired(room.now())
        ? Optional.empty()
        : Optional.of(Refusal.of(Refusal.BANNED, text(ban)));
  }

  /** The text for the user: {@code banned until 2026-11-29T05:00:00Z: spam}. */
  static String text(Ban ban) {
    String until = ban.until() == null ? "banned" : "banned until " + ban.until();
    return ban.reason() == null ? until : until + ": " + ban.reason();
  }

  List<Ban> list() {
    prune();
    return List.copyOf(bans.values());
  }

  private void prune() {
    bans.values().removeIf(ban -> ban.expired(room.now()));
  }
}
