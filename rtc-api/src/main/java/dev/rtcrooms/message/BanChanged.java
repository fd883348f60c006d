package dev.rtcrooms.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user was banned, or a ban was lifted; for moderators.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param name the display name, null if it is not known
 * @param until when the ban ends, null if it ends with the room
 * @param reason for the user, or null
 * @param banned whether the user is banned now
 */
public record BanChanged(
    String user,
    @Nullable String name,
    @Nullable Instant until,
    @Nullable String reason,
    boolean banned)
    implements ModerationEvent {

  /** On the wire: {@code ban-changed}. */
  public static final MessageType<BanChanged> TYPE =
      MessageType.of("ban-changed", BanChanged.class);
}
