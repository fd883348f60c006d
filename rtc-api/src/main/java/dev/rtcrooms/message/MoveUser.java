package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;

/**
 * Moves a user to a role: promotes a watcher, or demotes a participant.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param role the role of all its connections from now on, and of later ones
 */
public record MoveUser(@Size(min = 1, max = MAX_USER) String user, Role role)
    implements ModerationCommand {

  /** On the wire: {@code move}. */
  public static final MessageType<MoveUser> TYPE =
      MessageType.of("move", MoveUser.class).withRequiredGrant(Grants.MODERATE);
}
