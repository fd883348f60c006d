package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import java.time.Duration;
import java.util.Optional;

/**
 * A client's connection has changed; immutable, any thread.
 *
 * @param state the new state
 * @param reason why the last connection or attempt ended; empty if none ended now
 * @param retryIn after what time the next attempt begins; empty if there is none or it begins now
 */
public record StateChange(State state, Optional<CloseReason> reason, Optional<Duration> retryIn) {

  static StateChange to(State state) {
    return new StateChange(state, Optional.empty(), Optional.empty());
  }
}
