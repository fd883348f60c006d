package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.ChatCommand;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.MarkRead;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.message.SetSlowMode;
import dev.rtcrooms.message.SetTyping;
import java.util.List;
import java.util.function.Function;

/** Carries out the chat commands of clients; for the mailbox. */
final class ChatCommands {

  private final Room room;
  private final ChatOptions options;
  private final ChatParts parts;
  private final FilterQueue filter;

  ChatCommands(Room room, ChatOptions options, ChatParts parts) {
    this.room = room;
    this.options = options;
    this.parts = parts;
    this.filter = new FilterQueue(room, options.filter);
  }

  /**
   * Carries out a command.
   *
   * @param newest the number of the room's last recorded event
   */
  Result handle(Client client, ChatCommand command, long newest) {
    if (command instanceof Say say) {
      return say(client, say);
    } else if (command instanceof Edit edit) {
      return edit(client, edit);
    } else if (command instanceof Delete delete) {
      return Result.then(
          parts.conversation().find(delete.message()),
          said -> {
            MessageChanges.requireOwn(client, said);
            return parts.changes().delete(client.user().id(), delete.message(), said);
          });
    } else if (command instanceof React react) {
      return Result.then(
          parts.conversation().find(react.message()),
          said -> parts.changes().react(client.user().id(), said, react));
    } else if (command instanceof SayTo sayTo) {
      return sayTo(client, sayTo);
    } else if (command instanceof ReadChat read) {
      return Result.later(
          parts
              .pages()
              .read(
                  client.id(),
                  client.role(),
                  read.before() == null ? Long.MAX_VALUE : read.before(),
                  read.limit() == null ? ReadChat.DEFAULT_LIMIT : read.limit()));
    }
    return handleState(client, command, newest);
  }

  private Result handleState(Client client, ChatCommand command, long newest) {
    if (command instanceof SetTyping typing) {
      if (typing.on()) {
        parts.typing().begin(client.user());
      } else {
        parts.typing().end(client.user().id());
      }
    } else if (command instanceof MarkRead mark) {
      boolean hears = options.audience.includes(client.role());
      if (!hears || mark.message() < 1 || mark.message() > newest) {
        throw Conversation.noSuchMessage();
      }
      parts.read().mark(client.user().id(), mark.message());
    } else if (command instanceof SetSlowMode slow) {
      parts.setSlowMode(room, options.audience, slow.interval());
    } else {
      return Result.UNHANDLED;
    }
    return Result.DONE;
  }

  private Result say(Client client, Say say) {
    parts.texts().checked(say.text());
    parts.pace().check(client);
    return filtered(
        client,
        say,
        say.text(),
        text -> {
          parts.pace().check(client);
          parts.pace().sent(client);
          parts.typing().end(client.user().id());
          room.hub()
              .broadcast(
                  new Said(
                      say.id(),
                      client.id(),
                      client.user(),
                      text,
                      room.now(),
                      say.replyTo(),
                      say.mentions(),
                      null,
                      false,
                      List.of()),
                  options.audience);
          return Result.DONE;
        });
  }

  private Result edit(Client client, Edit edit) {
    parts.texts().checked(edit.text());
    return Result.then(
        parts.conversation().find(edit.message()),
        found -> {
          MessageChanges.requireOwn(client, found);
          return filtered(
              client,
              edit,
              edit.text(),
              text ->
                  Result.then(
                      parts.conversation().find(edit.message()),
                      said ->
                          parts.changes().edit(client.user().id(), edit.message(), said, text)));
        });
  }

  private Result sayTo(Client client, SayTo command) {
    parts.texts().checked(command.text());
    parts.direct().receiver(command.to());
    return filtered(
        client,
        command,
        command.text(),
        text -> {
          parts.direct().send(client, command, text);
          return Result.DONE;
        });
  }

  /** Passes a text through the host's filter. Meanwhile the client may have lost its grant. */
  private Result filtered(
      Client client, ChatCommand command, String text, Function<String, Result> send) {
    return filter.pass(
        new ChatDraft(client, command, text),
        passed -> {
          if (!client.grants().allows(Grants.CHAT)) {
            throw new RefusalException(Refusal.NOT_ALLOWED, "This needs the grant " + Grants.CHAT);
          }
          return send.apply(parts.texts().checked(passed));
        });
  }
}
