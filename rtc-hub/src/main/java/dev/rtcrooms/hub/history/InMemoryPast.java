package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.Scheduler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The newest events of one room, bounded in number and age, and by a budget for all rooms; for the
 * room's mailbox, while other rooms may take its oldest events. The numbers of the kept events are
 * consecutive, so the last number gives all others.
 */
final class InMemoryPast implements Past {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  private final String epoch;
  private final int maxEvents;
  private final long maxNanos;
  private final Scheduler time;
  private final HistoryBudget budget;
  private final EventBlocks events;
  private volatile long bytes;
  private long last;

  InMemoryPast(String epoch, int maxEvents, long maxNanos, Scheduler time, HistoryBudget budget) {
    this.epoch = epoch;
    this.maxEvents = maxEvents;
    this.maxNanos = maxNanos;
    this.time = time;
    this.budget = budget;
    this.events = new EventBlocks(time);
    budget.opened(this);
  }

  @Override
  public synchronized Position end() {
    return new Position(epoch, last);
  }

  @Override
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    add(after, entries);
    budget.settle();
    return DONE;
  }

  private synchronized void add(long after, List<Entry> entries) {
    long now = time.nanoTime();
    int[] sizes = new int[entries.size()];
    for (int n = 0; n < sizes.length; n++) { // before any is kept, since measuring may fail
      sizes[n] = budget.size(entries.get(n).event());
    }
    continueAfter(after);
    long more = 0;
    for (int n = 0; n < sizes.length; n++) {
      more += events.add(entries.get(n), now, sizes[n]);
    }
    last += sizes.length;
    changed(more - removeOld(now));
  }

  /** Drops the oldest events until the rest takes no more than so many bytes; any thread. */
  synchronized void keepAtMost(long most) {
    long freed = 0;
    while (bytes - freed > most && events.size() > 0) {
      freed += events.removeFirst();
    }
    if (freed > 0) {
      events.trim();
      changed(-freed);
    }
  }

  @Override
  public synchronized int keptEvents() {
    return events.size();
  }

  @Override
  public long keptBytes() {
    return bytes;
  }

  private synchronized void changed(long by) {
    bytes += by;
    budget.changed(by);
  }

  private void clear() {
    events.clear();
    changed(-bytes);
  }

  private void continueAfter(long after) {
    if (after > last) {
      clear();
    }
    for (; last > after; last--) {
      if (events.size() > 0) {
        changed(-events.removeLast());
      }
    }
    last = after;
  }

  @Override
  public synchronized CompletionStage<List<Recorded>> before(long offset, int limit) {
    dropOld(time.nanoTime());
    long end = Math.min(Math.max(offset, 1) - 1, last);
    long begin = Math.max(dropped(), end - Math.min(limit, events.size()));
    return CompletableFuture.completedStage(between(begin, end));
  }

  /** The number of the event before the oldest that is kept. */
  private long dropped() {
    return last - events.size();
  }

  private List<Recorded> between(long after, long end) {
    List<Recorded> found = new ArrayList<>();
    events.read(
        (int) (after - dropped()),
        (int) Math.max(0, end - after),
        entry -> found.add(new Recorded(after + 1 + found.size(), entry)));
    return Collections.unmodifiableList(found);
  }

  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    exchange(offset, event);
    budget.settle();
    return DONE;
  }

  private synchronized void exchange(long offset, Event event) {
    if (offset > dropped() && offset <= last) {
      changed(events.replace((int) (offset - dropped() - 1), event, budget.size(event)));
    }
  }

  @Override
  public synchronized CompletionStage<Optional<List<Recorded>>> since(Position position) {
    dropOld(time.nanoTime());
    boolean known =
        position.epoch().equals(epoch)
            && position.offset() <= last
            && position.offset() >= dropped();
    return CompletableFuture.completedStage(
        known ? Optional.of(between(position.offset(), last)) : Optional.empty());
  }

  @Override
  public CompletionStage<Void> forget() {
    return close();
  }

  @Override
  public synchronized CompletionStage<Void> close() {
    clear();
    budget.closed(this);
    return DONE;
  }

  private void dropOld(long now) {
    changed(-removeOld(now));
  }

  /** Removes the events that are too old or too many, and gives the bytes that they took. */
  private long removeOld(long now) {
    long freed = 0;
    while (events.size() > maxEvents || (events.size() > 0 && now - events.firstAt() > maxNanos)) {
      freed += events.removeFirst();
    }
    return freed;
  }
}
