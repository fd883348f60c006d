package dev.rtcrooms.hub.command;

import dev.rtcrooms.User;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest commands of a room with a retry id, so that none is carried out twice; bounded in
 * number, and in memory together with the other state of all rooms. For the mailbox.
 */
public final class RetryCache {

  /** So many commands of each user, whoever else is busy. */
  private static final int OF_USER = 1024;

  /** So many in all; beyond it those go of who sent nothing for longest. */
  private static final int IN_ALL = 8192;

  /** The memory of a command that was carried out, with its id, and its entry in the map. */
  private static final int BYTES = 400;

  /** The offsets of the commands that were carried out before the room opened. */
  private final Map<Retry, Long> restored = new HashMap<>();

  /** The commands of each user; the user who sent nothing for longest comes first. */
  private final LinkedHashMap<String, LinkedHashMap<Retry, PendingCommand>> byUser =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private final StateBudget.Share share;
  private int size;

  /** Remembers nothing yet. */
  public RetryCache(StateBudget.Share share) {
    this.share = share;
    share.add(this::forgetOldest);
  }

  /** Returns true if the command is new. A retry gets the answer of the first. */
  boolean add(User user, MessageType<?> type, String id, PendingCommand pending) {
    Retry retry = new Retry(user.id(), type.name(), id);
    Map<Retry, PendingCommand> commands =
        byUser.computeIfAbsent(user.id(), newUser -> new LinkedHashMap<>());
    PendingCommand known = commands.putIfAbsent(retry, pending);
    if (known != null) {
      known.repeatFor(pending);
      return false;
    }
    if (commands.size() > OF_USER) {
      removeFirst(commands); // whose place in the sum is the new one's
    } else {
      grow(1);
      forgetOldest();
    }
    Long earlier = restored.remove(retry);
    if (earlier != null) {
      pending.recordedEarlier(earlier);
      return false;
    }
    pending.cachedIn(this, retry);
    return true;
  }

  /** The command was refused, so a retry is a new command. */
  void remove(Retry retry, PendingCommand refused) {
    Map<Retry, PendingCommand> commands = byUser.get(retry.user());
    if (commands != null && commands.remove(retry, refused)) {
      grow(-1);
      if (commands.isEmpty()) {
        byUser.remove(retry.user());
      }
    }
  }

  private void grow(int by) {
    size += by;
    share.changed((long) by * BYTES);
  }

  /** Of how many users it remembers commands. */
  int users() {
    return byUser.size();
  }

  private void forgetOldest() {
    while (size > IN_ALL || (size > 0 && share.isTooLarge())) {
      Map<Retry, PendingCommand> ofOther = byUser.values().iterator().next();
      removeFirst(ofOther);
      grow(-1);
      if (ofOther.isEmpty()) {
        byUser.remove(byUser.keySet().iterator().next());
      }
    }
  }

  private static void removeFirst(Map<Retry, PendingCommand> commands) {
    commands.remove(commands.keySet().iterator().next());
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
