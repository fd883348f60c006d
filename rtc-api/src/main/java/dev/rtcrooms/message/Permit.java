package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Gives a user a grant, or takes it away, for all of its connections and later ones.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param grant one of those that the host lets moderators give
 * @param allowed whether the user has it from now on
 */
public record Permit(
    @Size(min = 1, max = MAX_USER) String user,
    @Size(min = 1, max = 64) String grant,
    boolean allowed)
    implements ModerationCommand {

  /** On the wire: {@code permit}. */
  public static final MessageType<Permit> TYPE =
      MessageType.of("permit", Permit.class).withRequiredGrant(Grants.MODERATE);
}
