package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects all connections of a user. It may come back, unless it is banned.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param reason for the user, or null
 */
public record Kick(
    @Size(min = 1, max = MAX_USER) String user, @Nullable @Size(max = MAX_REASON) String reason)
    implements ModerationCommand {

  /** On the wire: {@code kick}. */
  public static final MessageType<Kick> TYPE =
      MessageType.of("kick", Kick.class).withRequiredGrant(Grants.MODERATE);
}
