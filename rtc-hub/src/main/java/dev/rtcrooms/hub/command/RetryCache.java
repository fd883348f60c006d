package dev.rtcrooms.hub.command;

import dev.rtcrooms.User;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest commands of a room with a retry id, so that none is carried out twice; bounded in
 * number, and in memory together with the other state of all rooms. For the mailbox.
 */
public final class RetryCache {

  /** So many commands of each user, whoever else is busy. */
  private static final int OF_USER = 1024;

  /** So many in all; beyond it those go of who sent nothing for longest. */
  private static final int IN_ALL = 8192;

  /** The memory of a command that was carried out, and of one that has data or no answer yet. */
  private static final int BYTES = 40;

  private static final int BYTES_OF_OBJECTS = 400;

  /** The memory of a user with few commands, besides the id: arrays, and an entry in a map. */
  private static final int BYTES_OF_USER = 350;

  /** The offsets of the commands that were carried out before the room opened. */
  private final Map<Retry, Long> restored = new HashMap<>();

  /** The commands without an answer, oldest first. */
  private final LinkedHashMap<Retry, PendingCommand> pending = new LinkedHashMap<>();

  /** The commands of each user; the user who sent nothing for longest comes first. */
  private final LinkedHashMap<String, OfUser> byUser =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private final StateBudget.Share share;
  private int size;

  /** The commands of one user. */
  private static final class OfUser {
    private final AnsweredCommands answered = new AnsweredCommands();

    /** How many have no answer yet. */
    private int pending;

    int size() {
      return answered.size() + pending;
    }
  }

  /** Remembers nothing yet. */
  public RetryCache(StateBudget.Share share) {
    this.share = share;
    share.add(this::forgetOldest);
  }

  /** Returns true if the command is new. A retry gets the answer of the first. */
  boolean add(User user, MessageType<?> type, String id, PendingCommand command) {
    Retry retry = new Retry(user.id(), type.name(), id);
    OfUser commands = commands(user.id());
    PendingCommand first = pending.get(retry);
    if (first != null) {
      first.repeatFor(command);
      return false;
    }
    int answered = commands.answered.find(AnsweredCommands.Key.of(retry.type(), id));
    if (answered >= 0) {
      command.answeredEarlier(commands.answered.offset(answered), commands.answered.data(answered));
      return false;
    }
    if (commands.size() >= OF_USER) {
      forgetOldest(user.id(), commands);
    }
    pending.put(retry, command);
    commands.pending++;
    grow(1, BYTES_OF_OBJECTS);
    command.cachedIn(this, retry);
    forgetOldest();
    Long earlier = restored.remove(retry);
    if (earlier != null) {
      command.answeredEarlier(earlier, null);
      return false;
    }
    return true;
  }

  private OfUser commands(String user) {
    OfUser known = byUser.get(user);
    if (known != null) {
      return known;
    }
    OfUser commands = new OfUser();
    byUser.put(user, commands);
    share.changed(bytes(user));
    return commands;
  }

  private void removeIfEmpty(String user, OfUser commands) {
    if (commands.size() == 0) {
      byUser.remove(user);
      share.changed(-bytes(user));
    }
  }

  private static int bytes(String user) {
    return BYTES_OF_USER + HeapSize.text(user);
  }

  /**
   * A command was carried out, and its retries get the same answer.
   *
   * @param offset the number of the event that it recorded last, 0 if it recorded none
   */
  void answered(Retry retry, PendingCommand command, long offset, @Nullable Fields data) {
    OfUser commands = answered(retry, command);
    if (commands != null) {
      commands.answered.add(AnsweredCommands.Key.of(retry.type(), retry.id()), offset, data);
      grow(1, bytes(data));
    }
  }

  /** A command was refused, so a retry is a new command. */
  void refused(Retry retry, PendingCommand command) {
    OfUser commands = answered(retry, command);
    if (commands != null) {
      removeIfEmpty(retry.user(), commands);
    }
  }

  /** The commands of the user, or null if the command was forgotten meanwhile. */
  private @Nullable OfUser answered(Retry retry, PendingCommand command) {
    OfUser commands = byUser.get(retry.user());
    if (commands == null || !pending.remove(retry, command)) {
      return null;
    }
    commands.pending--;
    grow(-1, -BYTES_OF_OBJECTS);
    return commands;
  }

  private static int bytes(@Nullable Fields data) {
    return data == null ? BYTES : BYTES_OF_OBJECTS;
  }

  private void grow(int commands, int bytes) {
    size += commands;
    share.changed(bytes);
  }

  /** Of how many users it remembers commands. */
  int users() {
    return byUser.size();
  }

  private void forgetOldest() {
    while (size > IN_ALL || (size > 0 && share.isTooLarge())) {
      Map.Entry<String, OfUser> other = byUser.entrySet().iterator().next();
      forgetOldest(other.getKey(), other.getValue());
      removeIfEmpty(other.getKey(), other.getValue());
    }
  }

  /** A command without an answer goes only if its user has no others. */
  private void forgetOldest(String user, OfUser commands) {
    AnsweredCommands answered = commands.answered;
    if (answered.size() > 0) {
      grow(-1, -bytes(answered.removeOldest()));
      return;
    }
    Retry oldest =
        pending.keySet().stream()
            .filter(retry -> retry.user().equals(user))
            .findFirst()
            .orElseThrow();
    pending.remove(oldest);
    commands.pending--;
    grow(-1, -BYTES_OF_OBJECTS);
  }

  /** Takes in the commands that caused these events, which were recorded before the room opened. */
  public void restore(List<Recorded> events) {
    for (Recorded event : events) {
      Retry retry = event.entry().retry();
      if (retry != null) {
        restored.put(retry, event.offset());
      }
    }
  }
}
