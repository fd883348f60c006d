package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import org.jspecify.annotations.Nullable;

/**
 * Asks a user to stop sending media: its clients receive {@link MuteRequested}.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param client the only client that is asked, or null to ask all of the user
 * @param media what to stop
 */
public record AskToMute(
    @Size(min = 1, max = MAX_USER) String user,
    @Nullable @Size(min = 1, max = 64) String client,
    Media media)
    implements ModerationCommand {

  /** On the wire: {@code mute}. */
  public static final MessageType<AskToMute> TYPE =
      MessageType.of("mute", AskToMute.class).withRequiredGrant(Grants.MODERATE);
}
