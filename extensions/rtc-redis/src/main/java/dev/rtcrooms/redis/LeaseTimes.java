package dev.rtcrooms.redis;

import java.time.Duration;

/**
 * The times of a cluster, which follow from the length of a lease; immutable.
 *
 * @param lease how long Redis keeps the lease of a node that does not renew it
 */
record LeaseTimes(Duration lease) {

  /** How long a call may take, whatever the lease is. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** How often it is renewed. */
  Duration renewal() {
    return lease.dividedBy(4);
  }

  /** How long the node trusts it: less than Redis does, as clocks may differ. */
  long trustNanos() {
    return lease.toNanos() / 5 * 4;
  }

  /** A node without a renewal for this time is blind, and stays blind for the same time. */
  long blindNanos() {
    return lease.toNanos() / 2;
  }

  /** The pause before a frame is sent again. */
  Duration pause() {
    return lease.dividedBy(40);
  }

  /** A node that does not listen for so long has ended, if Redis has been there for longer. */
  long deafNanos() {
    return lease.toNanos() / 10;
  }

  /** A node that has lost its inbox for so long stands still: less, as news of it take time. */
  long unheardNanos() {
    return deafNanos() / 5 * 4;
  }

  /** How long a frame is kept while Redis is away. */
  long patienceNanos() {
    return lease.toNanos() * 3;
  }
}
