package dev.rtcrooms.message;

import java.util.List;

/**
 * The state of a room that only moderators know; sent to a client when it joins with {@link
 * dev.rtcrooms.Grants#MODERATE} or gets it.
 *
 * @param waiting who waits, in the order of arrival
 * @param bans who may not enter
 */
public record ModeratorState(List<WaitingUser> waiting, List<Ban> bans) implements ModerationEvent {

  /** On the wire: {@code moderator}. */
  public static final MessageType<ModeratorState> TYPE =
      MessageType.of("moderator", ModeratorState.class);

  /** Copies the lists. */
  public ModeratorState {
    waiting = List.copyOf(waiting);
    bans = List.copyOf(bans);
  }
}
