package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chat between participants; for the room's mailbox. Messages, edits, deletions and reactions are
 * recorded. A client that joins without recovering gets the last messages: at most {@value
 * #LOG_MESSAGES}, of at most {@value #LOG_CHARS} characters together.
 */
public final class Chat implements Feature {

  /** The longest message in Unicode code points, unless the host sets another limit. */
  public static final int MAX_TEXT = 4_000;

  /** How many messages a new client gets. */
  public static final int LOG_MESSAGES = 50;

  /**
   * How many UTF-16 code units these messages have together, at most, with the texts of their
   * mentions and reactions.
   */
  public static final int LOG_CHARS = 64 * 1024;

  /** How many different emoji a message has as reactions, at most. */
  public static final int MAX_EMOJI = 20;

  /** How many reactions of users a message has, at most. */
  public static final int MAX_REACTIONS = 200;

  private final Room room;
  private final ChatOptions options;
  private final Audience audience;
  private final Conversation conversation;

  /**
   * Creates a chat with default options.
   *
   * @param room the room it is for
   */
  public Chat(Room room) {
    this(room, new ChatOptions());
  }

  private Chat(Room room, ChatOptions options) {
    this.room = room;
    this.options = options;
    this.audience = options.audience;
    this.conversation = new Conversation(room);
  }

  /**
   * Sets options: {@code Chat.with(chat -> chat.maxText(8_192).heardByWatchers())}.
   *
   * @param options called once, before this method returns
   * @return creates such a chat for each room
   * @throws IllegalArgumentException if an option is out of its bounds
   */
  public static Feature.Factory with(Consumer<? super ChatOptions> options) {
    ChatOptions set = new ChatOptions();
    options.accept(set);
    ChatOptions copy = new ChatOptions(set);
    return room -> new Chat(room, copy);
  }

  /**
   * Sends a message of the host under the name of a user.
   *
   * @param user the sender
   * @param text not blank, and within the limit for clients
   * @throws RefusalException with {@link Refusal#BAD_FIELD} if the text is blank or too long
   */
  public void say(User user, String text) {
    check(text);
    broadcast(new Said(null, null, user, text, room.now()));
  }

  /**
   * Sends a message of the host under the name of {@link ChatOptions#announcer}.
   *
   * @param text not blank, and within the limit for clients
   * @throws RefusalException with {@link Refusal#BAD_FIELD} if the text is blank or too long
   */
  public void announce(String text) {
    say(options.announcer, text);
  }

  /**
   * Changes the text of any message.
   *
   * @param message its number in the room's history
   * @param text not blank, and within the limit for clients
   * @return completes in the mailbox when the change was broadcast; fails with a {@link
   *     RefusalException}
   */
  public CompletionStage<Void> edit(long message, String text) {
    check(text);
    return conversation.find(message).thenAccept(said -> edit(null, said, new Edit(message, text)));
  }

  /**
   * Deletes any message. Its text is removed from the log and from the history.
   *
   * @param message its number in the room's history
   * @return completes in the mailbox when the deletion was broadcast; fails with a {@link
   *     RefusalException}
   */
  public CompletionStage<Void> delete(long message) {
    return conversation.find(message).thenAccept(said -> delete(null, said, message));
  }

  /**
   * Returns the last messages, with all changes that were made to them.
   *
   * @return a snapshot, oldest first
   */
  public List<ChatMessage> log() {
    return conversation.log().messages();
  }

  @Override
  public void joined(Client client) {
    if (audience.includes(client.role()) && !client.recovered()) {
      tellLog(client);
    }
  }

  @Override
  public void moved(Client client) {
    if (audience == Audience.PARTICIPANTS && client.role() == Role.PARTICIPANT) {
      tellLog(client);
    }
  }

  private void tellLog(Client client) {
    if (!log().isEmpty()) {
      room.hub().send(client, conversation.log());
    }
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof Say say) {
      return say(client, say);
    } else if (command instanceof Edit edit) {
      check(edit.text());
      return Result.then(
          conversation.find(edit.message()),
          said -> edit(client.user().id(), own(client, said), edit));
    } else if (command instanceof Delete delete) {
      return Result.then(
          conversation.find(delete.message()),
          said -> delete(client.user().id(), own(client, said), delete.message()));
    } else if (command instanceof React react) {
      return Result.then(
          conversation.find(react.message()), said -> react(client.user().id(), said, react));
    }
    return Result.UNHANDLED;
  }

  private Result say(Client client, Say say) {
    check(say.text());
    broadcast(
        new Said(
            say.id(),
            client.id(),
            client.user(),
            say.text(),
            room.now(),
            say.replyTo(),
            say.mentions(),
            null,
            false,
            List.of()));
    return Result.DONE;
  }

  /** Refuses to change another user's message, unless the client may moderate. */
  private static Said own(Client client, Said said) {
    boolean own = said.client() != null && said.user().id().equals(client.user().id());
    if (!own && !client.grants().allows(Grants.MODERATE)) {
      throw new RefusalException(Refusal.NOT_YOURS, "The message is another user's");
    }
    return said;
  }

  private Result edit(@Nullable String user, Said said, Edit edit) {
    if (said.deleted()) {
      throw Conversation.noSuchMessage();
    }
    if (!said.text().equals(edit.text())) {
      broadcast(new Edited(edit.message(), user, edit.text()));
    }
    return Result.DONE;
  }

  private Result delete(@Nullable String user, Said said, long message) {
    if (said.deleted()) {
      conversation.store(message, said);
    } else {
      broadcast(new Deleted(message, user));
    }
    return Result.DONE;
  }

  private Result react(String user, Said said, React react) {
    if (said.deleted()) {
      throw Conversation.noSuchMessage();
    }
    List<Reaction> changed = Reaction.change(said.reactions(), react.emoji(), user, react.on());
    if (react.on()
        && (changed.size() > MAX_EMOJI
            || changed.stream().mapToInt(each -> each.users().size()).sum() > MAX_REACTIONS)) {
      throw new RefusalException(
          Refusal.TOO_MANY_REACTIONS, "The message has as many reactions as it may have");
    }
    if (!changed.equals(said.reactions())) {
      broadcast(new Reacted(react.message(), user, react.emoji(), react.on()));
    }
    return Result.DONE;
  }

  private void broadcast(Event event) {
    room.hub().broadcast(event, audience);
  }

  @Override
  public void restored(List<Recorded> newest) {
    conversation.restore(newest);
  }

  @Override
  public void recorded(Event event, long offset) {
    if (event instanceof Said said) {
      conversation.add(offset, said);
    } else if (Changes.messageOf(event) > 0) {
      conversation.change(Changes.messageOf(event), Changes.of(event, offset));
    }
  }

  private void check(String text) {
    if (text.isBlank()) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "text", "text must not be blank"));
    }
    if (text.codePointCount(0, text.length()) > options.maxText) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD, "text", "text has at most " + options.maxText + " characters"));
    }
  }
}
