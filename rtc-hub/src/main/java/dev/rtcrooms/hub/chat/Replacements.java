package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Room;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Said;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces events in a room's history. What the history did not take, for example because the store
 * was away, it is told again while the room is open, one such event after the other. For the
 * mailbox.
 */
final class Replacements {

  private static final Logger LOG = LoggerFactory.getLogger(Replacements.class);

  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** How many events are told again, and how much memory they take together, in bytes. */
  private static final int MOST = 256;

  private static final int MOST_BYTES = 128 * 1024;

  /** An event without a text. */
  private static final int SMALL = 200;

  private final Room room;
  private final StateBudget.Share share;

  /** By number of the event, what the history was told last and has not answered. */
  private final Map<Long, Told> told = new HashMap<>();

  /** By number, what the history did not take; the oldest failure first. */
  private final Map<Long, Event> failed = new LinkedHashMap<>();

  private long calls;
  private int failedBytes;
  private boolean waiting;

  private record Told(Event event, long call) {}

  Replacements(Room room, StateBudget.Share share) {
    this.room = room;
    this.share = share;
    share.add(this::trim);
  }

  /** Replaces an event. What the history was to be told before under this number is obsolete. */
  void put(long offset, Event event) {
    forget(offset);
    tell(offset, event, true);
  }

  /** A message as it will be in the history when the history has taken everything. */
  Said newest(long offset, Said stored) {
    Told last = told.get(offset);
    Event event = last != null ? last.event : failed.get(offset);
    return event instanceof Said said ? said : stored;
  }

  private void tell(long offset, Event event, boolean first) {
    Told call = new Told(event, ++calls);
    told.put(offset, call);
    room.history()
        .replace(offset, event)
        .whenComplete(
            (none, failure) -> {
              if (!told.remove(offset, call)) {
                return; // a later one is on its way
              }
              if (failure == null) {
                tellNext();
                return;
              }
              if (first) {
                LOG.error("The history keeps the former text of a chat message for now", failure);
              }
              keep(offset, event);
            });
  }

  private void keep(long offset, Event event) {
    failed.put(offset, event);
    change(bytes(event));
    trim();
    if (!waiting) {
      waiting = true;
      room.after(
          AGAIN,
          () -> {
            waiting = false;
            tellNext();
          });
    }
  }

  private void tellNext() {
    Iterator<Map.Entry<Long, Event>> oldest = failed.entrySet().iterator();
    if (!waiting && oldest.hasNext()) {
      Map.Entry<Long, Event> next = oldest.next();
      long offset = next.getKey();
      Event event = next.getValue();
      forget(offset);
      tell(offset, event, false);
    }
  }

  private void trim() {
    Iterator<Event> oldest = failed.values().iterator();
    while (failed.size() > MOST
        || failedBytes > MOST_BYTES
        || (!failed.isEmpty() && share.isTooLarge())) {
      Event event = oldest.next();
      oldest.remove();
      change(-bytes(event));
      LOG.error("The history keeps the former text of a chat message");
    }
  }

  private void forget(long offset) {
    Event event = failed.remove(offset);
    if (event != null) {
      change(-bytes(event));
    }
  }

  private void change(int by) {
    failedBytes += by;
    share.changed(by);
  }

  private static int bytes(Event event) {
    return event instanceof Said said ? HeapSize.of(said) : SMALL;
  }
}
