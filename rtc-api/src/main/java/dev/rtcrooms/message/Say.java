package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a chat message. Requires {@link Grants#CHAT}.
 *
 * @param id the sender's own id for this message, 1 to 64 characters, which a retry repeats; null
 *     if the sender will not retry
 * @param text the text
 * @param replyTo the number of the message that this one answers, at least 1; null if it answers
 *     none
 * @param mentions the ids of the users that the message mentions: at most {@value #MAX_MENTIONS},
 *     each of 1 to 128 characters
 */
public record Say(@Nullable String id, String text, @Nullable Long replyTo, List<String> mentions)
    implements ChatCommand {

  /** How many users a message mentions, at most. */
  public static final int MAX_MENTIONS = 50;

  /** On the wire: {@code say}. */
  public static final MessageType<Say> TYPE =
      MessageType.of("say", Say.class, Say::read, Say::write)
          .withRequiredGrant(Grants.CHAT)
          .withRetryId(Say::id);

  private static final int MAX_ID = 64;
  private static final int MAX_USER = 128;

  /**
   * Checks the fields, except for the text, and copies the list without repetitions.
   *
   * @throws IllegalArgumentException if one is out of its bounds
   */
  public Say {
    checkId(id);
    checkReply(replyTo);
    checkMentions(mentions);
    mentions = List.copyOf(mentions.size() > 1 ? new LinkedHashSet<>(mentions) : mentions);
  }

  /**
   * Creates a message that answers and mentions nobody.
   *
   * @param id the sender's own id for this message, or null
   * @param text the text
   */
  public Say(@Nullable String id, String text) {
    this(id, text, null, List.of());
  }

  /**
   * Creates a message that will not be retried.
   *
   * @param text the text
   */
  public Say(String text) {
    this(null, text);
  }

  static void checkId(@Nullable String id) {
    if (id != null && (id.isEmpty() || id.length() > MAX_ID)) {
      throw new IllegalArgumentException("id has 1 to " + MAX_ID + " characters");
    }
  }

  private static void checkReply(@Nullable Long replyTo) {
    if (replyTo != null && replyTo < 1) {
      throw new IllegalArgumentException("replyTo is at least 1");
    }
  }

  private static void checkMentions(List<String> mentions) {
    boolean valid = mentions.size() <= MAX_MENTIONS;
    for (String user : mentions) {
      valid &= !user.isEmpty() && user.length() <= MAX_USER;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "mentions has at most " + MAX_MENTIONS + " user ids of 1 to " + MAX_USER + " characters");
    }
  }

  private static Say read(FieldReader fields) {
    String id = fields.optionalText("id").orElse(null);
    Long replyTo = fields.optionalNumber("replyTo").orElse(null);
    List<String> mentions = fields.optionalTexts("mentions");
    check("id", () -> checkId(id));
    check("replyTo", () -> checkReply(replyTo));
    check("mentions", () -> checkMentions(mentions));
    return new Say(id, fields.text("text"), replyTo, mentions);
  }

  static void check(String field, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, field, String.valueOf(e.getMessage())));
    }
  }

  private static void write(Say say, FieldWriter fields) {
    fields.text("id", say.id).text("text", say.text);
    if (say.replyTo != null) {
      fields.number("replyTo", say.replyTo);
    }
    if (!say.mentions.isEmpty()) {
      fields.texts("mentions", say.mentions);
    }
  }
}
