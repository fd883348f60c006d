package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Grants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The grants of a client, their end, and the hint that it is near; for the mailbox. */
final class HeldGrants {

  private static final Duration LONGEST_HINT = Duration.ofMinutes(1);

  private final boolean renewable;
  private Grants grants;

  /** When the client is to be told that they end soon; null if they do not, or it was told. */
  private @Nullable Instant hint;

  /**
   * The grants of a client that joins.
   *
   * @param renewable whether the client can renew them
   */
  HeldGrants(Grants grants, boolean renewable, Instant now) {
    this.renewable = renewable;
    this.grants = grants;
    set(grants, now);
  }

  /** The hint is given a minute before the end, or after three quarters of a short time. */
  void set(Grants renewed, Instant now) {
    grants = renewed;
    hint = renewable ? renewed.expiry().map(end -> hint(now, end)).orElse(null) : null;
  }

  private static Instant hint(Instant now, Instant end) {
    Duration before = Duration.between(now, end).dividedBy(4);
    return end.minus(before.compareTo(LONGEST_HINT) < 0 ? before : LONGEST_HINT);
  }

  boolean expired(Instant now) {
    return grants.expired(now);
  }

  /** None after their end. */
  Grants at(Instant now) {
    return expired(now) ? Grants.none() : grants;
  }

  /** When they end, if the client is to be told now; once for each end. */
  Optional<Instant> endSoon(Instant now) {
    if (hint == null || now.isBefore(hint)) {
      return Optional.empty();
    }
    hint = null;
    return grants.expiry();
  }
}
