package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.ChatCommand;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SetSlowMode;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Chat between participants; for the room's mailbox. Messages, edits, deletions and reactions are
 * recorded. A client that joins without recovering gets the last messages: at most {@value
 * #LOG_MESSAGES}, of at most {@value #LOG_BYTES} bytes together.
 */
public final class Chat implements Feature {

  /** How many messages a new client gets. */
  public static final int LOG_MESSAGES = Conversation.LAST;

  /**
   * How many bytes these messages take on the wire together, at most, if they are more than one. So
   * does a {@link dev.rtcrooms.message.ChatPage}.
   */
  public static final int LOG_BYTES = Conversation.LAST_BYTES;

  /** How many different emoji a message has as reactions, at most. */
  public static final int MAX_EMOJI = MessageChanges.MOST_EMOJI;

  /** How many reactions of users a message has, at most. */
  public static final int MAX_REACTIONS = MessageChanges.MOST_REACTIONS;

  private final Room room;
  private final ChatOptions options;
  private final Audience audience;
  private final ChatParts parts;
  private final ChatCommands commands;
  private long newest;

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
    this.parts = ChatParts.of(room, options);
    this.commands = new ChatCommands(room, options, parts);
  }

  /**
   * Sets options: {@code Chat.with(chat -> chat.filter(filter).heardByWatchers())}.
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
    room.hub()
        .broadcast(new Said(null, null, user, parts.texts().checked(text), room.now()), audience);
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
    parts.texts().checked(text);
    return parts
        .conversation()
        .find(message)
        .thenAccept(said -> parts.changes().edit(null, message, said, text));
  }

  /**
   * Deletes any message. Its text is removed from the log and from the history.
   *
   * @param message its number in the room's history
   * @return completes in the mailbox when the deletion was broadcast; fails with a {@link
   *     RefusalException}
   */
  public CompletionStage<Void> delete(long message) {
    return parts
        .conversation()
        .find(message)
        .thenAccept(said -> parts.changes().delete(null, message, said));
  }

  /**
   * Sets the slow mode: a user waits after each message. Moderators do not wait.
   *
   * @param interval how long a user waits: zero, which ends the slow mode, to {@link
   *     SetSlowMode#MAX}
   * @throws IllegalArgumentException if it is out of these bounds
   */
  public void slowMode(Duration interval) {
    parts.setSlowMode(room, audience, new SetSlowMode(interval).interval());
  }

  /**
   * Reads all messages that the room's history has, for example to keep them elsewhere.
   *
   * @return completes in the mailbox with the messages, oldest first, with all changes that were
   *     made to them; fails if the history fails or the room ends
   */
  public CompletionStage<List<ChatMessage>> export() {
    return parts.pages().readAll();
  }

  /**
   * Returns the last messages, with all changes that were made to them.
   *
   * @return a snapshot, oldest first
   */
  public List<ChatMessage> log() {
    return parts.conversation().log().messages();
  }

  @Override
  public void joined(Client client) {
    if (audience.includes(client.role())) {
      if (!client.recovered()) {
        tellLog(client);
      }
      parts.tellState(room, client);
    }
  }

  @Override
  public void moved(Client client) {
    if (audience == Audience.PARTICIPANTS && client.role() == Role.PARTICIPANT) {
      tellLog(client);
      parts.tellState(room, client);
    }
  }

  private void tellLog(Client client) {
    ChatLog log = parts.conversation().log();
    if (!log.messages().isEmpty() || log.more()) {
      room.hub().send(client, log);
    }
  }

  @Override
  public void left(Client client) {
    if (room.hub().clientsOf(client.user().id()).isEmpty()) {
      parts.typing().end(client.user().id());
    }
  }

  @Override
  public Result handle(Client client, Command command) {
    return command instanceof ChatCommand chat
        ? commands.handle(client, chat, newest)
        : Result.UNHANDLED;
  }

  @Override
  public void restored(List<Recorded> events) {
    newest = events.get(events.size() - 1).offset();
    parts.conversation().restore(events);
  }

  @Override
  public void recorded(Event event, long offset) {
    newest = Math.max(newest, offset);
    if (event instanceof Said said) {
      parts.conversation().add(offset, said);
    } else if (Changes.messageOf(event) > 0) {
      parts.conversation().change(Changes.messageOf(event), Changes.of(event, offset));
    }
  }
}
