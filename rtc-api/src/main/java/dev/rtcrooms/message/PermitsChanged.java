package dev.rtcrooms.message;

import java.util.List;

/**
 * Moderators gave a user grants or took them.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param given what the user has beyond its admission
 * @param taken what the user does not have, whatever its admission says
 */
public record PermitsChanged(String user, List<String> given, List<String> taken)
    implements ModerationEvent {

  /** On the wire: {@code permit-changed}. */
  public static final MessageType<PermitsChanged> TYPE =
      MessageType.of("permit-changed", PermitsChanged.class);

  /** Copies the lists. */
  public PermitsChanged {
    given = List.copyOf(given);
    taken = List.copyOf(taken);
  }
}
