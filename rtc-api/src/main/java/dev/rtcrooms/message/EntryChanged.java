package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * Other users may enter from now on.
 *
 * @param entry who may enter
 * @param capacity how many clients the room may hold
 */
public record EntryChanged(EntryMode entry, int capacity) implements ModerationEvent {

  /** On the wire: {@code entry-changed}. */
  public static final MessageType<EntryChanged> TYPE =
      MessageType.of("entry-changed", EntryChanged.class).withAudience(Audience.EVERYONE);
}
