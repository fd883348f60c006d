package dev.rtcrooms.message;

import java.time.Instant;

/**
 * A user has raised or lowered a hand, or a moderator has lowered it.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param name the display name
 * @param at when it was raised
 * @param raised whether it is raised now
 */
public record HandChanged(String user, String name, Instant at, boolean raised)
    implements ModerationEvent {

  /** On the wire: {@code hand-changed}. */
  public static final MessageType<HandChanged> TYPE =
      MessageType.of("hand-changed", HandChanged.class);
}
