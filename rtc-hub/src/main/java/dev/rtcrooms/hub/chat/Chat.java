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
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Chat between participants; for the room's mailbox. Messages are recorded. A client that joins
 * without recovering gets the last messages: at most {@value #LOG_MESSAGES}, of at most {@value
 * #LOG_CHARS} characters together.
 */
public final class Chat implements Feature {

  /** The longest message in UTF-16 code units, unless the host sets another limit. */
  public static final int MAX_TEXT = 4_000;

  /** How many messages a new client gets. */
  public static final int LOG_MESSAGES = 50;

  /** How many characters these messages have together, at most. */
  public static final int LOG_CHARS = 64 * 1024;

  private final Room room;
  private final Audience audience;
  private final int maxText;
  private final ArrayDeque<Said> log = new ArrayDeque<>();
  private int logChars;

  /**
   * Creates a chat with default options.
   *
   * @param room the room it is for
   */
  public Chat(Room room) {
    this(room, new Options());
  }

  private Chat(Room room, Options options) {
    this.room = room;
    this.audience = options.audience;
    this.maxText = options.maxText;
  }

  /**
   * Sets options: {@code Chat.with(chat -> chat.maxText(8_192).heardByWatchers())}.
   *
   * @param options called once, before this method returns
   * @return creates such a chat for each room
   * @throws IllegalArgumentException if an option is out of its bounds
   */
  public static Feature.Factory with(Consumer<? super Options> options) {
    Options set = new Options();
    options.accept(set);
    return room -> new Chat(room, set);
  }

  /** The options of a chat; for one thread. */
  public static final class Options {

    private Audience audience = Audience.PARTICIPANTS;
    private int maxText = MAX_TEXT;

    private Options() {}

    /**
     * Limits the length of a message. Default: {@value Chat#MAX_TEXT}. Every command is also
     * subject to {@link dev.rtcrooms.Limits#messageBytes()}.
     *
     * @param maxText the longest message in UTF-16 code units, at least 1
     * @return these options
     * @throws IllegalArgumentException if it is less than 1
     */
    public Options maxText(int maxText) {
      if (maxText < 1) {
        throw new IllegalArgumentException("A message has 1 character or more: " + maxText);
      }
      this.maxText = maxText;
      return this;
    }

    /**
     * Sends the chat to watchers too. To send messages, a watcher needs {@link
     * dev.rtcrooms.Grants#CHAT}, which the host's admission may give.
     *
     * @return these options
     */
    public Options heardByWatchers() {
      audience = Audience.EVERYONE;
      return this;
    }
  }

  /**
   * Sends a message of the host.
   *
   * @param user the sender
   * @param text not blank, and within the limit for clients
   * @throws RefusalException with {@link Refusal#BAD_FIELD} if the text is blank or too long
   */
  public void say(User user, String text) {
    check(text);
    room.hub().broadcast(new Said(null, null, user, text, room.now()), audience);
  }

  /**
   * Returns the last messages.
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
  public void restored(List<Recorded> newest) {
    newest.forEach(recorded -> recorded(recorded.entry().event()));
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
