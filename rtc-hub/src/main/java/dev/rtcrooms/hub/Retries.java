package dev.rtcrooms.hub;

import dev.rtcrooms.User;
import dev.rtcrooms.message.MessageType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last commands of a room that may be retried, by their senders' own ids, so that none is
 * carried out twice; for the mailbox.
 */
final class Retries {

  private static final int REMEMBERED = 1024;

  private record Key(String user, String type, String id) {}

  private final Map<Key, Pending> first =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Pending> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Returns true if the command is new; a retry is given the answer of the first. */
  boolean begin(User user, MessageType<?> type, String id, Pending pending) {
    Key key = new Key(user.id(), type.name(), id);
    Pending known = first.putIfAbsent(key, pending);
    if (known != null) {
      known.repeatFor(pending);
      return false;
    }
    pending.whenRefused(() -> first.remove(key, pending));
    return true;
  }
}
