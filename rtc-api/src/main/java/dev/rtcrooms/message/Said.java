package dev.rtcrooms.message;

import dev.rtcrooms.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat message. Its number in the room's history identifies it. When it is edited, deleted or
 * reacted to, the history keeps the changed message under the same number.
 *
 * @param id the sender's own id for the message, null if it gave none
 * @param client the sender's client id, null if the host sent the message
 * @param user the sender
 * @param text the text, empty if the message was deleted
 * @param at the time, in milliseconds
 * @param replyTo the number of the message that this one answers, null if it answers none
 * @param mentions the ids of the users that the message mentions
 * @param edited the number of the {@link Edited} event that last changed the text, null if none did
 * @param deleted whether the message was deleted
 * @param reactions the reactions to the message, in the order of each emoji's first use
 */
public record Said(
    @Nullable String id,
    @Nullable String client,
    User user,
    String text,
    Instant at,
    @Nullable Long replyTo,
    List<String> mentions,
    @Nullable Long edited,
    boolean deleted,
    List<Reaction> reactions)
    implements ChatEvent {

  /** On the wire: {@code said}. */
  public static final MessageType<Said> TYPE =
      MessageType.of("said", Said.class, Said::read, Said::write).withDelivery(Delivery.RECORDED);

  /** Truncates the time to milliseconds, as on the wire, and copies the lists. */
  public Said {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    mentions = List.copyOf(mentions);
    reactions = List.copyOf(reactions);
  }

  /**
   * Creates a message that nobody has changed or reacted to.
   *
   * @param id the sender's own id for the message, or null
   * @param client the sender's client id, null if the host sends the message
   * @param user the sender
   * @param text the text
   * @param at the time
   */
  public Said(@Nullable String id, @Nullable String client, User user, String text, Instant at) {
    this(id, client, user, text, at, null, List.of(), null, false, List.of());
  }

  /**
   * Creates a message of the host, sent now.
   *
   * @param user the sender
   * @param text the text
   * @return the event
   */
  public static Said by(User user, String text) {
    return new Said(null, null, user, text, Instant.now());
  }

  /**
   * Returns this message after an edit. Edits of a deleted message, and edits older than the last
   * one, change nothing.
   *
   * @param newText the new text
   * @param offset the number of the {@link Edited} event, 0 if it could not be stored
   * @return the message with its new text
   */
  public Said edit(String newText, long offset) {
    if (deleted || (edited != null && offset > 0 && edited >= offset)) {
      return this;
    }
    Long last = edited != null && offset == 0 ? edited : Long.valueOf(offset);
    return new Said(id, client, user, newText, at, replyTo, mentions, last, false, reactions);
  }

  /**
   * Returns this message after its deletion.
   *
   * @return the message without text, mentions and reactions
   */
  public Said delete() {
    return new Said(id, client, user, "", at, replyTo, List.of(), edited, true, List.of());
  }

  /**
   * Returns this message after a reaction. A deleted message has no reactions.
   *
   * @param emoji the emoji
   * @param userId who reacts
   * @param on true to add the reaction, false to remove it
   * @return the message with its reactions
   */
  public Said react(String emoji, String userId, boolean on) {
    if (deleted) {
      return this;
    }
    List<Reaction> changed = Reaction.change(reactions, emoji, userId, on);
    return new Said(id, client, user, text, at, replyTo, mentions, edited, false, changed);
  }

  static Said read(FieldReader fields) {
    return new Said(
        fields.optionalText("id").orElse(null),
        fields.optionalText("client").orElse(null),
        User.of(fields.text("user"), fields.text("name")),
        fields.text("text"),
        Instant.ofEpochMilli(fields.number("at")),
        fields.optionalNumber("replyTo").orElse(null),
        fields.optionalTexts("mentions"),
        fields.optionalNumber("edited").orElse(null),
        fields.optionalFlag("deleted").orElse(false),
        fields.optionalObjects("reactions", Reaction::read));
  }

  static void write(Said said, FieldWriter fields) {
    fields
        .text("id", said.id)
        .text("client", said.client)
        .text("user", said.user.id())
        .text("name", said.user.name())
        .text("text", said.text)
        .number("at", said.at.toEpochMilli());
    if (said.replyTo != null) {
      fields.number("replyTo", said.replyTo);
    }
    if (!said.mentions.isEmpty()) {
      fields.texts("mentions", said.mentions);
    }
    if (said.edited != null) {
      fields.number("edited", said.edited);
    }
    if (said.deleted) {
      fields.flag("deleted", true);
    }
    if (!said.reactions.isEmpty()) {
      fields.objects("reactions", said.reactions, Reaction::write);
    }
  }
}
