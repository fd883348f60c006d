package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The grants of a client, their end, and the hint that it is near; for the mailbox. Without an end
 * nobody looks at the clock: they are looked at with each command.
 */
final class HeldGrants {

  private static final Duration LONGEST_HINT = Duration.ofMinutes(1);

  private final Room room;
  private final boolean renewable;
  private Grants grants;

  /** When the client is to be told that they end soon; null if they do not, or it was told. */
  private @Nullable Instant hint;

  /**
   * The grants of a client that joins.
   *
   * @param room has the clock
   * @param grants can be renewed by the client if they have an end
   */
  HeldGrants(Room room, Grants grants) {
    this.room = room;
    renewable = grants.expiry().isPresent();
    this.grants = grants;
    set(grants);
  }

  /** The hint is given a minute before the end, or after three quarters of a short time. */
  void set(Grants renewed) {
    grants = renewed;
    hint = renewable ? renewed.expiry().map(end -> hint(room.now(), end)).orElse(null) : null;
  }

  private static Instant hint(Instant now, Instant end) {
    Duration before = Duration.between(now, end).dividedBy(4);
    return end.minus(before.compareTo(LONGEST_HINT) < 0 ? before : LONGEST_HINT);
  }

  boolean expired() {
    return grants.expiry().isPresent() && grants.expired(room.now());
  }

  /** None after their end. */
  Grants now() {
    return expired() ? Grants.none() : grants;
  }

  /** When they end, if the client is to be told now; once for each end. */
  Optional<Instant> endSoon() {
    if (hint == null || room.now().isBefore(hint)) {
      return Optional.empty();
    }
    hint = null;
    return grants.expiry();
  }
}
