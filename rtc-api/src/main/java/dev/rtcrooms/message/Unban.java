package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Lets a banned user enter again.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 */
public record Unban(@Size(min = 1, max = MAX_USER) String user) implements ModerationCommand {

  /** On the wire: {@code unban}. */
  public static final MessageType<Unban> TYPE =
      MessageType.of("unban", Unban.class).withRequiredGrant(Grants.MODERATE);
}
