package dev.rtcrooms.message;

import java.util.List;

/**
 * How the room is moderated; sent to a client when it joins and when its role changes.
 *
 * @param entry who may enter
 * @param capacity how many clients the room may hold
 * @param hands in the order of raising; for a watcher only its own
 * @param permits for a watcher only its own
 */
public record ModerationState(
    EntryMode entry, int capacity, List<RaisedHand> hands, List<Permits> permits)
    implements ModerationEvent {

  /** On the wire: {@code moderation}. */
  public static final MessageType<ModerationState> TYPE =
      MessageType.of("moderation", ModerationState.class);

  /** Copies the lists. */
  public ModerationState {
    hands = List.copyOf(hands);
    permits = List.copyOf(permits);
  }
}
