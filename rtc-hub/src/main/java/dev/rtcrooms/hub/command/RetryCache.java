package dev.rtcrooms.hub.command;

import dev.rtcrooms.User;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest commands of a room with a retry id, so that none is carried out twice; for the
 * mailbox.
 */
public final class RetryCache {

  private static final int REMEMBERED = 1024;

  /** The offsets of the commands that were carried out before the room opened. */
  private final Map<Retry, Long> restored = new HashMap<>();

  private final Map<Retry, PendingCommand> commands =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Retry, PendingCommand> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Returns true if the command is new. A retry gets the answer of the first. */
  boolean add(User user, MessageType<?> type, String id, PendingCommand pending) {
    Retry retry = new Retry(user.id(), type.name(), id);
    PendingCommand known = commands.putIfAbsent(retry, pending);
    if (known != null) {
      known.repeatFor(pending);
      return false;
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
    commands.remove(retry, refused);
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
