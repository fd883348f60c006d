package dev.rtcrooms.hub.history;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive events of a room, about four KiB of them; for one thread at a time.
 *
 * <p>A chat message that nobody has changed is kept as bytes: rooms have many of them, and each
 * would be a dozen objects. Its sender is kept once in a block, and counts with the first message
 * that has it. Other events are kept as they are.
 */
final class EventBlock {

  private static final int FULL_BYTES = 3_968;
  private static final int FULL_EVENTS = 64;
  private static final int FEW = 4;

  private static final int OBJECT = 0;
  private static final int MESSAGE = 1;
  private static final int WITH_ID = 2;
  private static final int IS_ANSWER = 4;

  /** Beyond this, a time may have no milliseconds. */
  private static final long MOST_SECONDS = 1L << 42;

  /** What a message takes besides its bytes: its place, and its part of the block. */
  private static final int BESIDES = 16;

  /** A sender and its user, besides their texts. */
  private static final int SENDER = 60;

  private final long nanos;
  private final long millis;
  private final PackedBytes bytes = new PackedBytes();
  private final List<@Nullable Object> objects = new ArrayList<>(FEW);
  private int[] starts = new int[FEW];
  private int[] sizes = new int[FEW];
  private int first;
  private int end;

  /** What messages of one client have in common. */
  private record Sender(
      User user, @Nullable String client, Audience audience, @Nullable String retried) {

    int bytes() {
      return SENDER + HeapSize.text(user.id()) + HeapSize.text(user.name()) + HeapSize.text(client);
    }
  }

  /**
   * An empty block.
   *
   * @param nanos about when its events are stored, as of {@link System#nanoTime}
   * @param millis the same since 1970: times are kept as differences to these
   */
  EventBlock(long nanos, long millis) {
    this.nanos = nanos;
    this.millis = millis;
  }

  /** Tells whether further events belong into another block. */
  boolean isFull() {
    return end == FULL_EVENTS || bytes.end() >= FULL_BYTES;
  }

  int size() {
    return end - first;
  }

  /**
   * Adds an event.
   *
   * @param at when it is stored, as of {@link System#nanoTime}
   * @param most the memory of the event as an object, which it counts for at most
   * @return the memory that it counts for
   */
  int add(Entry entry, long at, int most) {
    int size = Math.min(most, write(entry, at));
    count(size);
    return size;
  }

  private void count(int size) {
    sizes[end] = size;
    end++;
  }

  /** Writes an event, and gives the memory that it takes in bytes: no bound for an object. */
  private int write(Entry entry, long at) {
    if (end == starts.length) {
      starts = Arrays.copyOf(starts, 2 * end);
      sizes = Arrays.copyOf(sizes, 2 * end);
    }
    int start = bytes.end();
    starts[end] = start;
    bytes.number(at - nanos);
    Sender sender = sender(entry);
    if (sender == null || !(entry.event() instanceof Said said)) {
      bytes.number(OBJECT);
      bytes.number(objects.size());
      objects.add(entry);
      return Integer.MAX_VALUE;
    }
    int known = objects.lastIndexOf(sender);
    if (known < 0) {
      objects.add(sender);
    }
    message(said, known < 0 ? objects.size() - 1 : known);
    return BESIDES + bytes.end() - start + (known < 0 ? sender.bytes() : 0);
  }

  /** The sender of a message that is kept as bytes, or null for any other event. */
  private static @Nullable Sender sender(Entry entry) {
    if (!(entry.event() instanceof Said said) || !isUnchanged(said)) {
      return null;
    }
    Retry retry = entry.retry();
    if (retry != null && !(retry.user().equals(said.user().id()) && retry.id().equals(said.id()))) {
      return null;
    }
    String retried = retry == null ? null : retry.type();
    return new Sender(said.user(), said.client(), entry.audience(), retried);
  }

  private static boolean isUnchanged(Said said) {
    return said.mentions().isEmpty()
        && said.edited() == null
        && !said.deleted()
        && said.reactions().isEmpty()
        && Math.abs(said.at().getEpochSecond()) < MOST_SECONDS;
  }

  private void message(Said said, int sender) {
    String id = said.id();
    Long answered = said.replyTo();
    bytes.number(MESSAGE | (id == null ? 0 : WITH_ID) | (answered == null ? 0 : IS_ANSWER));
    bytes.number(sender);
    bytes.number(said.at().toEpochMilli() - millis);
    if (answered != null) {
      bytes.number(answered);
    }
    if (id != null) {
      bytes.text(id);
    }
    bytes.text(said.text());
  }

  /** The event at an index, from 0 for the oldest. */
  Entry get(int index) {
    PackedBytes.Reader from = bytes.from(starts[first + index]);
    from.number();
    int kind = (int) from.number();
    Object object = objects.get((int) from.number());
    if (!(object instanceof Sender sender)) {
      return (Entry) Objects.requireNonNull(object);
    }
    Instant at = Instant.ofEpochMilli(from.number() + millis);
    Long answered = (kind & IS_ANSWER) == 0 ? null : Long.valueOf(from.number());
    String id = (kind & WITH_ID) == 0 ? null : from.text();
    Said said =
        new Said(
            id,
            sender.client,
            sender.user,
            from.text(),
            at,
            answered,
            List.of(),
            null,
            false,
            List.of());
    Retry retry =
        sender.retried == null || id == null
            ? null
            : new Retry(sender.user.id(), sender.retried, id);
    return new Entry(said, sender.audience, retry);
  }

  /** When the event at an index was stored, as of {@link System#nanoTime}. */
  long at(int index) {
    return bytes.from(starts[first + index]).number() + nanos;
  }

  /** The memory that the event at an index counts for. */
  int bytes(int index) {
    return sizes[first + index];
  }

  /** Removes the oldest event. */
  void removeFirst() {
    forget(0);
    first++;
  }

  /** Removes the newest event. */
  void removeLast() {
    forget(size() - 1);
    end--;
    bytes.cut(starts[end]);
  }

  private void forget(int index) {
    PackedBytes.Reader from = bytes.from(starts[first + index]);
    from.number();
    if (from.number() == OBJECT) {
      objects.set((int) from.number(), null);
    }
  }

  /** The same events, without the bytes of those that were removed. */
  EventBlock copy() {
    return copy(-1, null, 0);
  }

  /**
   * The same events with another one in the place of one of them. All others count for what they
   * did, even if another message is the first of their sender now.
   *
   * @param most see {@link #add}
   */
  EventBlock copy(int replaced, @Nullable Entry other, int most) {
    EventBlock copy = new EventBlock(nanos, millis);
    for (int index = 0; index < size(); index++) {
      if (index == replaced && other != null) {
        copy.add(other, at(index), most);
      } else {
        copy.write(get(index), at(index));
        copy.count(bytes(index));
      }
    }
    return copy;
  }
}
