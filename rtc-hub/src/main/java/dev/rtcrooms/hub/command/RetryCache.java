package dev.rtcrooms.hub.command;

import dev.rtcrooms.User;
import dev.rtcrooms.message.MessageType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest commands of a room with a retry id, so that none is carried out twice; for the
 * mailbox.
 */
final class RetryCache {

  private static final int REMEMBERED = 1024;

  private record Key(String user, String type, String id) {}

  private final Map<Key, PendingCommand> commands =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PendingCommand> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Returns true if the command is new. A retry gets the answer of the first. */
  boolean add(User user, MessageType<?> type, String id, PendingCommand pending) {
    Key key = new Key(user.id(), type.name(), id);
    PendingCommand known = commands.putIfAbsent(key, pending);
    if (known != null) {
      known.repeatFor(pending);
      return false;
    }
    pending.whenRefused(() -> commands.remove(key, pending));
    return true;
  }
}
