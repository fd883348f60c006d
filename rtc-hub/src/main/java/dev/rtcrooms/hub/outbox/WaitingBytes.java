package dev.rtcrooms.hub.outbox;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Counts what waits for several connections, once for those that share it; for one thread. The
 * count is quick, and too high where connections share only a part of what waits for them; {@link
 * #exact} looks at each message.
 */
public final class WaitingBytes {

  /** So many messages are looked at; of more, the same part is taken to be shared. */
  private static final int MOST_LOOKED_AT = 50_000;

  private final Set<Backlog> backlogs = Collections.newSetFromMap(new IdentityHashMap<>());
  private long sum;
  private long largest;

  /** Adds what waits for a connection. */
  public void add(Outbox outbox) {
    Backlog backlog = outbox.backlog();
    long bytes = backlog.bytes();
    if (bytes > 0 && backlogs.add(backlog)) {
      sum += bytes;
      largest = Math.max(largest, bytes);
    }
  }

  /** The sum, at least what {@link #exact} gives. */
  public long sum() {
    return sum;
  }

  /** The most that waits for one connection. */
  public long largest() {
    return largest;
  }

  /** The sum in which each message counts once. */
  public long exact() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    long distinct = 0;
    long all = 0;
    int lookedAt = 0;
    for (Backlog backlog : backlogs) {
      MessageList messages = backlog.messages();
      for (int n = 0; n < messages.count() && lookedAt < MOST_LOOKED_AT; n++, lookedAt++) {
        QueuedMessage message = messages.get(n);
        all += message.size();
        distinct += seen.add(backlog.shared(message)) ? message.size() : 0;
      }
    }
    return all == 0 ? 0 : Math.max(distinct, Math.round((double) distinct / all * sum));
  }
}
