package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a chat message. Requires {@link Grants#CHAT}.
 *
 * @param id the sender's own id for this message, 1 to 64 characters, which a retry repeats; null
 *     if the sender will not retry
 * @param text the text
 */
public record Say(@Nullable String id, String text) implements Command {

  /** On the wire: {@code say}. */
  public static final MessageType<Say> TYPE =
      MessageType.of("say", Say.class, Say::read, Say::write)
          .withRequiredGrant(Grants.CHAT)
          .withRetryId(Say::id);

  private static final int MAX_ID = 64;

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the id is empty or over 64 characters
   */
  public Say {
    if (id != null && (id.isEmpty() || id.length() > MAX_ID)) {
      throw new IllegalArgumentException("id has 1 to " + MAX_ID + " characters");
    }
  }

  /**
   * Creates a message that will not be retried.
   *
   * @param text the text
   */
  public Say(String text) {
    this(null, text);
  }

  private static Say read(FieldReader fields) {
    String id = fields.optionalText("id").orElse(null);
    String text = fields.text("text");
    try {
      return new Say(id, text);
    } catch (IllegalArgumentException e) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "id", String.valueOf(e.getMessage())));
    }
  }

  private static void write(Say say, FieldWriter fields) {
    fields.text("id", say.id).text("text", say.text);
  }
}
