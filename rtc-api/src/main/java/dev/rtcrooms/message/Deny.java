package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import org.jspecify.annotations.Nullable;

/**
 * Sends away a user who waits.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param reason for the user, or null
 */
public record Deny(
    @Size(min = 1, max = MAX_USER) String user, @Nullable @Size(max = MAX_REASON) String reason)
    implements ModerationCommand {

  /** On the wire: {@code deny}. */
  public static final MessageType<Deny> TYPE =
      MessageType.of("deny", Deny.class).withRequiredGrant(Grants.MODERATE);
}
