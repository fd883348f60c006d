package dev.rtcrooms.message;

import org.jspecify.annotations.Nullable;

/**
 * A moderator asks the client to stop sending media. The client decides.
 *
 * @param media what to stop
 * @param user the id of the moderator, null if the host asks
 * @param name its display name, null if the host asks
 */
public record MuteRequested(Media media, @Nullable String user, @Nullable String name)
    implements ModerationEvent {

  /** On the wire: {@code mute-requested}. */
  public static final MessageType<MuteRequested> TYPE =
      MessageType.of("mute-requested", MuteRequested.class);
}
