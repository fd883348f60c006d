package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.Scheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
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

  private static final class Kept {
    private final long at;
    private Entry entry;
    private int bytes;

    Kept(Entry entry, long at, int bytes) {
      this.entry = entry;
      this.at = at;
      this.bytes = bytes;
    }
  }

  private final String epoch;
  private final int maxEvents;
  private final long maxNanos;
  private final Scheduler time;
  private final HistoryBudget budget;
  private final ArrayDeque<Kept> events = new ArrayDeque<>();
  private volatile long bytes;
  private long last;

  InMemoryPast(String epoch, int maxEvents, long maxNanos, Scheduler time, HistoryBudget budget) {
    this.epoch = epoch;
    this.maxEvents = maxEvents;
    this.maxNanos = maxNanos;
    this.time = time;
    this.budget = budget;
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
    long more = 0;
    List<Kept> added = new ArrayList<>(entries.size());
    for (Entry entry : entries) { // all are measured before any is kept, since measuring may fail
      Kept kept = new Kept(entry, now, budget.size(entry.event()));
      added.add(kept);
      more += kept.bytes;
    }
    continueAfter(after);
    events.addAll(added);
    last += entries.size();
    changed(more - removeOld(now));
  }

  /** Drops the oldest events until the rest takes no more than so many bytes; any thread. */
  synchronized void keepAtMost(long most) {
    while (bytes > most && !events.isEmpty()) {
      changed(-events.remove().bytes);
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
      Kept unsent = events.pollLast();
      if (unsent != null) {
        changed(-unsent.bytes);
      }
    }
    last = after;
  }

  @Override
  public synchronized CompletionStage<List<Recorded>> before(long offset, int limit) {
    dropOld(time.nanoTime());
    long next = last;
    List<Recorded> found = new ArrayList<>();
    for (Iterator<Kept> newest = events.descendingIterator(); newest.hasNext(); next--) {
      Kept kept = newest.next();
      if (next < offset && found.size() < limit) {
        found.add(new Recorded(next, kept.entry));
      }
    }
    Collections.reverse(found);
    return CompletableFuture.completedStage(Collections.unmodifiableList(found));
  }

  @Override
  public CompletionStage<Void> replace(long offset, Event event) {
    exchange(offset, event);
    budget.settle();
    return DONE;
  }

  private synchronized void exchange(long offset, Event event) {
    long next = last;
    for (Iterator<Kept> newest = events.descendingIterator(); newest.hasNext(); next--) {
      Kept kept = newest.next();
      if (next == offset) {
        kept.entry = kept.entry.with(event);
        int bytes = budget.size(event);
        changed(bytes - kept.bytes);
        kept.bytes = bytes;
        break;
      }
    }
  }

  @Override
  public synchronized CompletionStage<Optional<List<Recorded>>> since(Position position) {
    dropOld(time.nanoTime());
    long dropped = last - events.size();
    boolean known =
        position.epoch().equals(epoch) && position.offset() <= last && position.offset() >= dropped;
    if (!known) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    List<Recorded> found = new ArrayList<>();
    long offset = dropped;
    for (Kept kept : events) {
      offset++;
      if (offset > position.offset()) {
        found.add(new Recorded(offset, kept.entry));
      }
    }
    return CompletableFuture.completedStage(Optional.of(Collections.unmodifiableList(found)));
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
    while (events.size() > maxEvents
        || (!events.isEmpty() && now - events.element().at > maxNanos)) {
      freed += events.remove().bytes;
    }
    return freed;
  }
}
