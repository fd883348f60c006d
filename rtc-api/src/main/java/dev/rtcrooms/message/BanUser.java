package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Disconnects all connections of a user, and refuses later ones.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param duration from now on; null while the room lives
 * @param reason for the user, or null
 */
public record BanUser(
    @Size(min = 1, max = MAX_USER) String user,
    @Nullable Duration duration,
    @Nullable @Size(max = MAX_REASON) String reason)
    implements ModerationCommand {

  /** On the wire: {@code ban}. */
  public static final MessageType<BanUser> TYPE =
      MessageType.of("ban", BanUser.class).withRequiredGrant(Grants.MODERATE);

  /**
   * Checks the duration.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public BanUser {
    if (duration != null && (duration.isZero() || duration.isNegative())) {
      throw new IllegalArgumentException("duration must be positive");
    }
  }
}
