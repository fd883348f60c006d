package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.message.SetSlowMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options of a {@link Chat}; for one thread. {@link Chat#with} passes them to the host. */
public final class ChatOptions {

  Audience audience = Audience.PARTICIPANTS;
  User announcer = User.of("host", "Host");
  Duration slowMode = Duration.ZERO;
  @Nullable ChatFilter filter;

  ChatOptions() {}

  ChatOptions(ChatOptions original) {
    audience = original.audience;
    announcer = original.announcer;
    slowMode = original.slowMode;
    filter = original.filter;
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
}
