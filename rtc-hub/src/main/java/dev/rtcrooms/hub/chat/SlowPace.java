package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.SlowMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The slow mode of one room: when each user may send the next message. For the mailbox. */
final class SlowPace {

  private final Room room;
  private Duration interval;

  /** When users sent their last messages, by user id; only of those who have to wait still. */
  private final Map<String, Instant> last = new HashMap<>();

  SlowPace(Room room, Duration interval) {
    this.room = room;
    this.interval = interval;
  }

  SlowMode mode() {
    return new SlowMode(interval);
  }

  boolean isOn() {
    return !interval.isZero();
  }

  /** Returns false if the interval is the same as before. */
  boolean set(Duration wanted) {
    boolean changed = !wanted.equals(interval);
    interval = wanted;
    return changed;
  }

  /**
   * Refuses a user who has to wait. Moderators never do.
   *
   * @throws RefusalException with the time that is left
   */
  void check(Client client) {
    Instant before = last.get(client.user().id());
    if (!isOn() || before == null || client.grants().allows(Grants.MODERATE)) {
      return;
    }
    Duration left = Duration.between(room.now(), before.plus(interval));
    if (left.compareTo(Duration.ZERO) > 0) {
      long seconds = left.plusMillis(999).toSeconds();
      throw new RefusalException(
          Refusal.of(Refusal.SLOW_MODE, "Slow mode: the next message in " + seconds + " seconds")
              .after(left));
    }
  }

  /** A user sends a message now. */
  void sent(Client client) {
    if (isOn()) {
      Instant over = room.now().minus(interval);
      last.values().removeIf(at -> !at.isAfter(over));
      last.put(client.user().id(), room.now());
    }
  }
}
