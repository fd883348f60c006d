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
 * The newest events of one room, bounded in number and age; for the room's mailbox. The numbers of
 * the kept events are consecutive, so the last number gives all others.
 */
final class InMemoryPast implements Past {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  private static final class Kept {
    private final long at;
    private Entry entry;

    Kept(Entry entry, long at) {
      this.entry = entry;
      this.at = at;
    }
  }

  private final String epoch;
  private final int maxEvents;
  private final long maxNanos;
  private final Scheduler time;
  private final ArrayDeque<Kept> events = new ArrayDeque<>();
  private long last;

  InMemoryPast(String epoch, int maxEvents, long maxNanos, Scheduler time) {
    this.epoch = epoch;
    this.maxEvents = maxEvents;
    this.maxNanos = maxNanos;
    this.time = time;
  }

  @Override
  public Position end() {
    return new Position(epoch, last);
  }

  @Override
  public CompletionStage<Void> append(long after, List<Entry> entries) {
    continueAfter(after);
    long now = time.nanoTime();
    for (int i = 0; i < entries.size(); i++) {
      events.add(new Kept(entries.get(i), now));
    }
    last += entries.size();
    dropOld(now);
    return DONE;
  }

  private void continueAfter(long after) {
    if (after > last) {
      events.clear();
    }
    for (; last > after; last--) {
      events.pollLast();
    }
    last = after;
  }

  @Override
  public CompletionStage<List<Recorded>> before(long offset, int limit) {
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
    long next = last;
    for (Iterator<Kept> newest = events.descendingIterator(); newest.hasNext(); next--) {
      Kept kept = newest.next();
      if (next == offset) {
        kept.entry = kept.entry.with(event);
        break;
      }
    }
    return DONE;
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(Position position) {
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
    events.clear();
    return DONE;
  }

  @Override
  public CompletionStage<Void> close() {
    events.clear();
    return DONE;
  }

  private void dropOld(long now) {
    while (events.size() > maxEvents
        || (!events.isEmpty() && now - events.element().at > maxNanos)) {
      events.remove();
    }
  }
}
