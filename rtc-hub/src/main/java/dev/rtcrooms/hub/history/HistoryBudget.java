package dev.rtcrooms.hub.history;

import dev.rtcrooms.hub.feature.EqualSize;
import dev.rtcrooms.message.Event;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * Bounds the memory of all pasts together; any thread. If they keep too much, those that keep most
 * are cut to an equal size, by their oldest events, and all others stay as they are.
 */
final class HistoryBudget {

  /** A sixteenth is freed at once, so that not each event has to look at all pasts. */
  private static final int FREED = 16;

  private final long most;
  private final ToIntFunction<Event> size;
  private final AtomicLong kept = new AtomicLong();
  private final Set<InMemoryPast> pasts = ConcurrentHashMap.newKeySet();
  private final ReentrantLock levelling = new ReentrantLock();

  /**
   * A budget.
   *
   * @param most how many bytes all pasts may keep
   * @param size the memory of an event, in bytes
   */
  HistoryBudget(long most, ToIntFunction<Event> size) {
    this.most = most;
    this.size = size;
  }

  /** No bound. */
  static HistoryBudget unbounded() {
    return new HistoryBudget(Long.MAX_VALUE, event -> 0);
  }

  void opened(InMemoryPast past) {
    pasts.add(past);
  }

  void closed(InMemoryPast past) {
    pasts.remove(past);
  }

  int size(Event event) {
    return size.applyAsInt(event);
  }

  /** A past keeps more; less if negative. Locks no past. */
  void changed(long bytes) {
    kept.addAndGet(bytes);
  }

  /** Lets go of old events if too much is kept; not for a thread that locks a past. */
  void settle() {
    if (kept.get() > most && levelling.tryLock()) {
      try {
        List<Long> sizes = pasts.stream().map(InMemoryPast::keptBytes).toList();
        long level = EqualSize.of(sizes, most - most / FREED);
        for (InMemoryPast past : pasts) {
          past.keepAtMost(level);
        }
      } finally {
        levelling.unlock();
      }
    }
  }
}
