package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Broadcasts edits, deletions and reactions, if they change anything; for the mailbox. */
final class MessageChanges {

  /** How many different emoji, and how many reactions of users, a message has at most. */
  static final int MOST_EMOJI = 20;

  static final int MOST_REACTIONS = 200;

  private final Room room;
  private final Audience audience;
  private final Replacements replacements;

  MessageChanges(Room room, Audience audience, Replacements replacements) {
    this.room = room;
    this.audience = audience;
    this.replacements = replacements;
  }

  /** Refuses to change another user's message, unless the client may moderate. */
  static void requireOwn(Client client, Said said) {
    boolean own = said.client() != null && said.user().id().equals(client.user().id());
    if (!own && !client.grants().allows(Grants.MODERATE)) {
      throw new RefusalException(Refusal.NOT_YOURS, "The message is another user's");
    }
  }

  /**
   * Edits a message.
   *
   * @param user who edits it, null for the host
   */
  Result edit(@Nullable String user, long message, Said said, String text) {
    requireText(said);
    if (!said.text().equals(text)) {
      room.hub().broadcast(new Edited(message, user, text), audience);
    }
    return Result.DONE;
  }

  /**
   * Deletes a message. If it was deleted before, the history is told again.
   *
   * @param user who deletes it, null for the host
   */
  Result delete(@Nullable String user, long message, Said said) {
    if (said.deleted()) {
      replacements.put(message, said);
    } else {
      room.hub().broadcast(new Deleted(message, user), audience);
    }
    return Result.DONE;
  }

  Result react(String user, Said said, React react) {
    requireText(said);
    List<Reaction> changed = Reaction.change(said.reactions(), react.emoji(), user, react.on());
    if (react.on()
        && (changed.size() > MOST_EMOJI
            || changed.stream().mapToInt(each -> each.users().size()).sum() > MOST_REACTIONS)) {
      throw new RefusalException(
          Refusal.TOO_MANY_REACTIONS, "The message has as many reactions as it may have");
    }
    if (!changed.equals(said.reactions())) {
      room.hub().broadcast(new Reacted(react.message(), user, react.emoji(), react.on()), audience);
    }
    return Result.DONE;
  }

  private static void requireText(Said said) {
    if (said.deleted()) {
      throw Conversation.noSuchMessage();
    }
  }
}
