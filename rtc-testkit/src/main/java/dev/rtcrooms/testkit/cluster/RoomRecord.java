package dev.rtcrooms.testkit.cluster;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The home and the past of one room in the {@link Storage}; for one thread. */
final class RoomRecord {

  private static final int MOST_EVENTS = 1000;

  private final Rules rules;
  private final TreeMap<Long, Entry> events = new TreeMap<>();

  /** The last number of each earlier tenure: up to it, its events are events of this past. */
  private final Map<String, Long> line = new HashMap<>();

  private @Nullable String node;
  private String token = "";
  private long last;

  /** Before this number, events are missing. */
  private long floor;

  RoomRecord(Rules rules) {
    this.rules = rules;
  }

  /** The home, or null if it has released the room. */
  @Nullable String node() {
    return node;
  }

  String token() {
    return token;
  }

  void claimed(String by, String with) {
    if (!token.isEmpty()) {
      line.put(token, last);
    }
    node = by;
    token = with;
  }

  /** Everything was lost, and the home goes on after its last event. */
  void again(String by, Position end) {
    claimed(by, end.epoch());
    last = end.offset();
    floor = rules.floor() ? last : 0;
  }

  void keptBy(String name) {
    node = name;
  }

  void released() {
    node = null;
  }

  Position end() {
    return new Position(token, last);
  }

  /** Tells whether this is still the tenure of a token. */
  boolean isOf(String tenure) {
    return !rules.fence() || token.equals(tenure);
  }

  void append(long after, List<Entry> entries) {
    events.tailMap(after, false).clear();
    if (last < after && rules.floor()) {
      floor = after;
    }
    last = after;
    for (Entry entry : entries) {
      events.put(++last, entry);
    }
    while (events.size() > MOST_EVENTS) {
      floor = Math.max(floor, events.pollFirstEntry().getKey());
    }
  }

  void replace(long offset, Event event) {
    events.computeIfPresent(offset, (number, entry) -> entry.with(event));
  }

  List<Recorded> before(long offset, int limit) {
    List<Recorded> found = new ArrayList<>();
    for (Map.Entry<Long, Entry> each : events.headMap(offset, false).descendingMap().entrySet()) {
      if (found.size() < limit) {
        found.add(new Recorded(each.getKey(), each.getValue()));
      }
    }
    Collections.reverse(found);
    return found;
  }

  Optional<List<Recorded>> since(Position position) {
    Long end = position.epoch().equals(token) ? Long.valueOf(last) : line.get(position.epoch());
    if (end == null || position.offset() > end || position.offset() < floor) {
      return Optional.empty();
    }
    return Optional.of(after(position.offset()));
  }

  /** The events with higher numbers. */
  List<Recorded> after(long offset) {
    List<Recorded> found = new ArrayList<>();
    events
        .tailMap(offset, false)
        .forEach((number, entry) -> found.add(new Recorded(number, entry)));
    return found;
  }

  List<Recorded> loseNewest(int count) {
    last = Math.max(0, last - count);
    List<Recorded> lost = after(last);
    events.tailMap(last, false).clear();
    line.replaceAll((tenure, end) -> Math.min(end, last));
    floor = Math.min(floor, last);
    return lost;
  }
}
