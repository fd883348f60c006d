package dev.rtcrooms.message;

import dev.rtcrooms.Role;
import java.time.Instant;

/**
 * A user waits to be let in, or does not wait any more; for moderators.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param name the display name
 * @param role by which link it came
 * @param at since when it waits
 * @param waiting whether it waits now
 */
public record WaitingChanged(String user, String name, Role role, Instant at, boolean waiting)
    implements ModerationEvent {

  /** On the wire: {@code waiting-changed}. */
  public static final MessageType<WaitingChanged> TYPE =
      MessageType.of("waiting-changed", WaitingChanged.class);
}
