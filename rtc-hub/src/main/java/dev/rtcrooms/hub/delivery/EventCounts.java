package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the events that all rooms send, by their types; any thread. Counting is cheap. */
public final class EventCounts {

  private final IdentityHashMap<MessageType<?>, LongAdder> byType = new IdentityHashMap<>();

  /**
   * No events yet.
   *
   * @param types those of events are counted
   */
  public EventCounts(List<MessageType<?>> types) {
    for (MessageType<?> type : types) {
      if (Event.class.isAssignableFrom(type.type())) {
        byType.put(type, new LongAdder());
      }
    }
  }

  /** An event is sent. */
  void sent(MessageType<?> type) {
    LongAdder count = byType.get(type);
    if (count != null) {
      count.increment();
    }
  }

  /** How many events were sent of each type, by its name. */
  public Map<String, Long> all() {
    Map<String, Long> counts = new TreeMap<>();
    byType.forEach((type, count) -> counts.put(type.name(), count.sum()));
    return counts;
  }
}
