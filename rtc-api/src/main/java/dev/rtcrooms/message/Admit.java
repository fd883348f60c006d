package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Lets in a user who waits.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 */
public record Admit(@Size(min = 1, max = MAX_USER) String user) implements ModerationCommand {

  /** On the wire: {@code admit}. */
  public static final MessageType<Admit> TYPE =
      MessageType.of("admit", Admit.class).withRequiredGrant(Grants.MODERATE);
}
