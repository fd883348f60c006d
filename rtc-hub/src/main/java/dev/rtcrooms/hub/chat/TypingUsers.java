package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Typing;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The users that write. Each change is told at once, but at most twice a second. For the mailbox.
 */
final class TypingUsers {

  private static final Duration EXPIRY = Duration.ofSeconds(6);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final int TOLD = 10;

  private final Room room;
  private final Consumer<Typing> tell;
  private final Map<String, Writing> users = new LinkedHashMap<>();
  private Typing told = new Typing(List.of());
  private boolean quiet;

  private record Writing(Typing.Typist typist, Cancellable expiry) {}

  /**
   * The users of one room.
   *
   * @param tell sends an event to the clients
   */
  TypingUsers(Room room, Consumer<Typing> tell) {
    this.room = room;
    this.tell = tell;
  }

  /** The users that write now. */
  Typing now() {
    return new Typing(users.values().stream().limit(TOLD).map(Writing::typist).toList());
  }

  void begin(User user) {
    Writing before = users.get(user.id());
    if (before != null) {
      before.expiry.cancel();
    }
    users.put(
        user.id(),
        new Writing(
            new Typing.Typist(user.id(), user.name()), room.after(EXPIRY, () -> end(user.id()))));
    changed();
  }

  void end(String user) {
    Writing before = users.remove(user);
    if (before != null) {
      before.expiry.cancel();
      changed();
    }
  }

  private void changed() {
    if (!quiet && !now().equals(told)) {
      told = now();
      tell.accept(told);
      quiet = true;
      room.after(
          QUIET,
          () -> {
            quiet = false;
            changed();
          });
    }
  }
}
