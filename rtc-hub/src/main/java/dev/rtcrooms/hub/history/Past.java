package dev.rtcrooms.hub.history;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** What one room has recorded: the newest events, bounded in number and age. Any thread. */
final class Past {

  private record Kept(Recorded recorded, long at) {}

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
    events.add(new Kept(new Recorded(last, entry), now));
    forget(now);
    return end();
  }

  synchronized Optional<List<Recorded>> since(Position position, long now) {
    forget(now);
    long gone = last - events.size();
    if (!position.epoch().equals(epoch) || position.offset() > last || position.offset() < gone) {
      return Optional.empty();
    }
    return Optional.of(
        events.stream()
            .map(Kept::recorded)
            .filter(recorded -> recorded.offset() > position.offset())
            .toList());
  }

  private void forget(long now) {
    while (events.size() > mostEvents
        || (!events.isEmpty() && now - events.element().at > mostNanos)) {
      events.remove();
    }
  }
}
