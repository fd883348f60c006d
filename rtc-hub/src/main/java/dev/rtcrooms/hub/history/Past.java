package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What one room has recorded: the newest events, bounded in number and age. Any thread. Their
 * numbers have no gaps, so that of the last tells all others.
 */
final class Past {

  private record Kept(Entry entry, long at) {}

  private final String epoch;
  private final int mostEvents;
  private final long mostNanos;
  private final ArrayDeque<Kept> events = new ArrayDeque<>();
  private long last;

  Past(String epoch, int mostEvents, long mostNanos) {
    this.epoch = epoch;
    this.mostEvents = mostEvents;
    this.mostNanos = mostNanos;
  }

  synchronized Position end() {
    return new Position(epoch, last);
  }

  synchronized Position append(Entry entry, long now) {
    last++;
    events.add(new Kept(entry, now));
    forget(now);
    return end();
  }

  synchronized Optional<List<Recorded>> since(Position position, long now) {
    forget(now);
    long gone = last - events.size();
    if (!position.epoch().equals(epoch) || position.offset() > last || position.offset() < gone) {
      return Optional.empty();
    }
    List<Recorded> found = new ArrayList<>();
    long offset = gone;
    for (Kept kept : events) {
      offset++;
      if (offset > position.offset()) {
        found.add(new Recorded(offset, kept.entry));
      }
    }
    return Optional.of(Collections.unmodifiableList(found));
  }

  private void forget(long now) {
    while (events.size() > mostEvents
        || (!events.isEmpty() && now - events.element().at > mostNanos)) {
      events.remove();
    }
  }
}
