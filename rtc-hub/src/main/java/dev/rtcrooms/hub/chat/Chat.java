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
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Lets participants talk; for the room's mailbox. What is said is recorded. Who comes anew is told
 * what was said last: at most {@value #LOG_MESSAGES} messages of at most {@value #LOG_CHARS}
 * characters together.
 */
public final class Chat implements Feature {

  /** The longest message, in UTF-16 characters, unless the host says otherwise. */
  public static final int MAX_TEXT = 4_000;

  /** How many messages a newcomer is told. */
  public static final int LOG_MESSAGES = 50;

  /** How many characters these messages have together, at most. */
  public static final int LOG_CHARS = 64 * 1024;

  private final Room room;
  private final Audience audience;
  private final int maxText;
  private final ArrayDeque<Said> log = new ArrayDeque<>();
  private int logChars;

  /**
   * A chat among participants.
   *
   * @param room the room it is for
   */
  public Chat(Room room) {
    this(room, Audience.PARTICIPANTS, MAX_TEXT);
  }

  private Chat(Room room, Audience audience, int maxText) {
    this.room = room;
    this.audience = audience;
    this.maxText = maxText;
  }

  /**
   * A chat among participants whose messages may be shorter or longer than {@value #MAX_TEXT}
   * characters. What a client may send at all is bounded by {@link
   * dev.rtcrooms.Limits#messageBytes}.
   *
   * @param maxText the longest message, in UTF-16 characters, 1 or more
   * @return makes such a chat for each room
   * @throws IllegalArgumentException if it is less than 1
   */
  public static Feature.Factory upTo(int maxText) {
    if (maxText < 1) {
      throw new IllegalArgumentException("A message has 1 character or more: " + maxText);
    }
    return room -> new Chat(room, Audience.PARTICIPANTS, maxText);
  }

  /**
   * A chat that watchers hear too. To speak, a watcher needs {@link dev.rtcrooms.Grants#CHAT},
   * which the host's admission may give.
   *
   * @return makes such a chat for each room
   */
  public static Feature.Factory heardByWatchers() {
    return room -> new Chat(room, Audience.EVERYONE, MAX_TEXT);
  }

  /**
   * Says something on behalf of the host.
   *
   * @param user as whom
   * @param text not blank, and no longer than a client's may be
   * @throws RefusalException with {@link Refusal#BAD_FIELD} if the text is blank or too long
   */
  public void say(User user, String text) {
    check(text);
    room.hub().broadcast(new Said(null, null, user, text, room.now()), audience);
  }

  /**
   * What was said last.
   *
   * @return a snapshot, oldest first
   */
  public List<Said> log() {
    return List.copyOf(log);
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
    if (!log.isEmpty()) {
      room.hub().send(client, new ChatLog(log()));
    }
  }

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof Say say)) {
      return Result.UNHANDLED;
    }
    check(say.text());
    Said said = new Said(say.id(), client.id(), client.user(), say.text(), room.now());
    room.hub().broadcast(said, audience);
    return Result.DONE;
  }

  @Override
  public void recorded(Event event) {
    if (event instanceof Said said) {
      log.add(said);
      logChars += said.text().length();
      while (log.size() > LOG_MESSAGES || logChars > LOG_CHARS) {
        logChars -= log.remove().text().length();
      }
    }
  }

  private void check(String text) {
    if (text.isBlank()) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "text", "text must not be blank"));
    }
    if (text.length() > maxText) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD, "text", "text has at most " + maxText + " characters"));
    }
  }
}
