package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;

/** The options of a {@link Chat}; for one thread. {@link Chat#with} passes them to the host. */
public final class ChatOptions {

  Audience audience = Audience.PARTICIPANTS;
  int maxText = Chat.MAX_TEXT;
  User announcer = User.of("host", "Host");

  ChatOptions() {}

  ChatOptions(ChatOptions original) {
    audience = original.audience;
    maxText = original.maxText;
    announcer = original.announcer;
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
}
