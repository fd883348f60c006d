package dev.rtcrooms.hub.quota;

import dev.rtcrooms.Quota;
import dev.rtcrooms.Refusal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections, rooms and rates of one user or address; guarded by the map that contains it. */
final class Usage {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Quota quota;
  private final RecentTimes joins;
  private final RecentTimes newRooms;
  private int connections;
  private int rooms;

  Usage(Quota quota) {
    this.quota = quota;
    this.joins = new RecentTimes(quota.joinsPerSecond(), SECOND);
    this.newRooms = new RecentTimes(quota.newRoomsPerMinute(), MINUTE);
  }

  /** A connection begins, or is refused: gives the refusal. */
  @Nullable Refusal connect(long now) {
    if (joins.isFull(now)) {
      return Refusal.of(Refusal.TOO_MANY_JOINS, "Too many joins; try again in a moment")
          .after(joins.untilFree(now));
    }
    if (connections >= quota.connections()) {
      return Refusal.of(Refusal.TOO_MANY_CONNECTIONS, "Too many connections; close some of them");
    }
    joins.add(now);
    connections++;
    return null;
  }

  void disconnected() {
    connections--;
  }

  /** A room is opened, or refused: gives the refusal. */
  @Nullable Refusal open(long now) {
    if (rooms >= quota.rooms()) {
      return Refusal.of(Refusal.TOO_MANY_NEW_ROOMS, "Too many rooms; try again when one has ended");
    }
    if (newRooms.isFull(now)) {
      return Refusal.of(Refusal.TOO_MANY_NEW_ROOMS, "Too many new rooms; try again in a minute")
          .after(newRooms.untilFree(now));
    }
    newRooms.add(now);
    rooms++;
    return null;
  }

  /** The room that was opened last was not needed. */
  void takeBackRoom() {
    newRooms.takeBack();
    rooms--;
  }

  void closed() {
    rooms--;
  }

  /** Tells whether this can be forgotten. */
  boolean isUnused(long now) {
    return connections == 0 && rooms == 0 && joins.isEmpty(now) && newRooms.isEmpty(now);
  }
}
