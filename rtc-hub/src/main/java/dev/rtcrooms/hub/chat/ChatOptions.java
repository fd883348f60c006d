package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.message.SetSlowMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options of a {@link Chat}; for one thread. {@link Chat#with} passes them to the host. */
public final class ChatOptions {

  static final int DEFAULT_TEXT = 4_000;

  Audience audience = Audience.PARTICIPANTS;
  int maxText = DEFAULT_TEXT;
  User announcer = User.of("host", "Host");
  Duration slowMode = Duration.ZERO;
  @Nullable ChatFilter filter;

  ChatOptions() {}

  ChatOptions(ChatOptions original) {
    audience = original.audience;
    maxText = original.maxText;
    announcer = original.announcer;
    slowMode = original.slowMode;
    filter = original.filter;
  }

  /**
   * Limits the length of a message. Default: {@value Chat#MAX_TEXT}. Every command is also subject
   * to {@link dev.rtcrooms.Limits#messageBytes()}.
   *
   * @param maxText the longest message in Unicode code points, at least 1
   * @return these options
   * @throws IllegalArgumentException if it is less than 1
   */
  public ChatOptions maxText(int maxText) {
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
  public ChatOptions heardByWatchers() {
    audience = Audience.EVERYONE;
    return this;
  }

  /**
   * Sets the sender of {@linkplain Chat#announce announcements}. Default: a user with the id {@code
   * host} and the name {@code Host}.
   *
   * @param announcer the id should be that of no real user
   * @return these options
   */
  public ChatOptions announcer(User announcer) {
    this.announcer = announcer;
    return this;
  }

  /**
   * Begins each room in slow mode: a user waits after each message. Moderators do not wait, and may
   * change the interval. Default: no slow mode.
   *
   * @param interval how long a user waits: zero to {@link SetSlowMode#MAX}
   * @return these options
   * @throws IllegalArgumentException if it is out of these bounds
   */
  public ChatOptions slowMode(Duration interval) {
    slowMode = new SetSlowMode(interval).interval();
    return this;
  }

  /**
   * Lets the host decide about what clients write. Messages of the host are not filtered.
   *
   * @param filter called for each text
   * @return these options
   */
  public ChatOptions filter(ChatFilter filter) {
    this.filter = filter;
    return this;
  }

  /** Refuses a text that is blank or too long. */
  String checked(String text) {
    if (text.isBlank()) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "text", "text must not be blank"));
    }
    if (text.codePointCount(0, text.length()) > maxText) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD, "text", "text has at most " + maxText + " characters"));
    }
    return text;
  }
}
