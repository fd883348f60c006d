package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import org.jspecify.annotations.Nullable;

/**
 * Sends a direct message: a chat message to one user, on all of its connections. Requires {@link
 * Grants#CHAT}. It is not recorded.
 *
 * @param id the sender's own id for this message, 1 to 64 characters, which a retry repeats; null
 *     if the sender will not retry
 * @param to the id of the user
 * @param text the text
 */
public record SayTo(
    @Size(min = 1, max = 64) @Nullable String id, @Size(min = 1, max = 128) String to, String text)
    implements ChatCommand {

  /** On the wire: {@code say-to}. */
  public static final MessageType<SayTo> TYPE =
      MessageType.of("say-to", SayTo.class).withRequiredGrant(Grants.CHAT).withRetryId(SayTo::id);
}
