package dev.rtcrooms.hub.recording;

import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.TakenOverException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends recorded events to the past, never in two appends at once, and numbers them; for the
 * mailbox. The events that wait when an append begins share it.
 *
 * <p>A failed append may have been stored. The next one says after which number it continues, and
 * the store drops whatever it has beyond. An event that no command caused is tried twice, and then
 * sent without a number. The next append leaves a number out for it, so that the store itself knows
 * that nobody can resume from before.
 */
final class AppendQueue {

  private static final Logger LOG = LoggerFactory.getLogger(AppendQueue.class);

  private final AsyncCalls calls;
  private final int mostBytes;
  private final AppendCounts counts;
  private final Outcome outcome;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private @Nullable Past past;

  /** The memory of the counted events in the append under way, and of those behind it. */
  private long bytesInAppend;

  private long bytesBehind;
  private long last;
  private long certainFrom;

  /** How many events at the head of the queue belong to the append under way. */
  private int inAppend;

  /** How many events at the head of the queue have failed once. */
  private int failedOnce;

  private boolean appending;
  private boolean flushing;

  /** Whether the last append failed: the store may have more or fewer events than were sent. */
  private boolean unsettled;

  private boolean settleNow;

  /** An event that is to be stored. */
  record Waiting(MessageType<?> type, Entry entry, Recorder.@Nullable Cause cause) {}

  /** Receives the events in their order. */
  interface Outcome {

    /** An event was stored under a number. */
    void stored(Waiting event, long offset);

    /** An event that no command caused could not be stored. */
    void notStored(Waiting event);

    /** The past was opened again elsewhere; the last call. */
    void takenOver();
  }

  AppendQueue(AsyncCalls calls, int mostBytes, AppendCounts counts, Outcome outcome) {
    this.calls = calls;
    this.mostBytes = mostBytes;
    this.counts = counts;
    this.outcome = outcome;
  }

  /** Begins to append to a past. */
  void start(Past opened) {
    past = opened;
    last = opened.end().offset();
  }

  /** The number of the last event that was passed on. */
  long last() {
    return last;
  }

  /** The first number from which nobody misses an event that was sent without a number. */
  long certainFrom() {
    return certainFrom;
  }

  /**
   * Adds an event. Its memory counts if it must wait for the store, and not only for the end of a
   * turn.
   *
   * @param size its memory
   * @return false if a command caused it, and too much waits
   */
  boolean add(Waiting event, int size) {
    if (appending || past == null) {
      if (event.cause != null && bytesInAppend + bytesBehind + size > mostBytes) {
        return false;
      }
      bytesBehind += size;
    }
    queue.add(event);
    return true;
  }

  /** A loop, because an append that completes at once comes back here from inside the call. */
  void flush() {
    if (flushing || past == null) {
      return;
    }
    flushing = true;
    try {
      while (!appending && (!queue.isEmpty() || settleNow)) {
        append(past);
      }
    } finally {
      flushing = false;
    }
  }

  private void append(Past to) {
    appending = true;
    settleNow = false;
    List<Entry> entries = entries();
    inAppend = entries.size();
    bytesInAppend = bytesBehind;
    bytesBehind = 0;
    long after = after();
    calls.await(
        () -> to.append(after, entries), none -> appended(after), failure -> notAppended(failure));
  }

  private long after() {
    return Math.max(last, certainFrom);
  }

  private List<Entry> entries() {
    if (queue.size() == 1) {
      return List.of(queue.element().entry);
    }
    List<Entry> entries = new ArrayList<>(queue.size());
    for (Waiting event : queue) {
      entries.add(event.entry);
    }
    return Collections.unmodifiableList(entries);
  }

  private void appended(long after) {
    counts.stored(inAppend);
    unsettled = false;
    failedOnce = 0;
    last = after;
    for (; inAppend > 0; inAppend--) {
      last++;
      outcome.stored(queue.remove(), last);
    }
    appending = false;
    bytesInAppend = 0;
    flush();
  }

  private void notAppended(Throwable failure) {
    counts.failed();
    if (AsyncCalls.cause(failure) instanceof TakenOverException) {
      outcome.takenOver(); // nothing is appended any more, as the append stays under way
      return;
    }
    LOG.error("{} recorded events were not stored", inAppend, failure);
    unsettled = true;
    settleNow = inAppend > 0;
    List<Waiting> again = new ArrayList<>();
    for (int tried = failedOnce; inAppend > 0; inAppend--, tried--) {
      Waiting event = queue.remove();
      if (event.cause != null) {
        event.cause.notRecorded();
      } else if (tried <= 0) {
        again.add(event);
      } else {
        certainFrom = last + 1;
        outcome.notStored(event);
      }
    }
    failedOnce = again.size();
    for (Iterator<Waiting> it = reversed(again); it.hasNext(); ) {
      queue.addFirst(it.next());
    }
    appending = false;
    bytesInAppend = 0;
    flush();
  }

  private static Iterator<Waiting> reversed(List<Waiting> events) {
    Collections.reverse(events);
    return events.iterator();
  }

  /**
   * Ends all appends.
   *
   * @param forget if not, the store is told where the past ends, in case that it does not know
   */
  void end(boolean forget) {
    if (past != null && unsettled && !appending && !forget) {
      settle(past);
    }
    past = null;
    queue.clear();
  }

  private void settle(Past unsure) {
    try {
      unsure.append(after(), List.of());
    } catch (RuntimeException e) {
      LOG.warn("The end of a room's past could not be stored", e);
    }
  }
}
