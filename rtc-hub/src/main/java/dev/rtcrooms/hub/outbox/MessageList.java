package dev.rtcrooms.hub.outbox;

import dev.rtcrooms.transport.Outgoing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queued messages in order; immutable, any thread. Appending creates a new list that shares its
 * beginning with the old one.
 */
final class MessageList {

  /**
   * A message that may have to wait. Connections with the same {@link
   * dev.rtcrooms.transport.Sizing} share one object.
   *
   * @param size in bytes on the wire
   * @param key a newer message with an equal key replaces this one; null if none does
   * @param since when the message's turn ended, in the scheduler's nanoseconds
   */
  record QueuedMessage(Outgoing message, int size, @Nullable Object key, long since) {}

  private final @Nullable MessageList before;
  private final QueuedMessage[] own;
  private final int from;
  private final int count;
  private final boolean replaceable;

  private MessageList(
      @Nullable MessageList before, QueuedMessage[] own, int from, boolean replaceable) {
    this.before = before;
    this.own = own;
    this.from = from;
    this.count = own.length - from + (before == null ? 0 : before.count);
    this.replaceable = replaceable;
  }

  /** A list of these messages; it owns the array. */
  static MessageList of(QueuedMessage[] messages) {
    boolean replaceable = false;
    for (int at = 0; at < messages.length && !replaceable; at++) {
      replaceable = messages[at].key() != null;
    }
    return new MessageList(null, messages, 0, replaceable);
  }

  /** This list followed by another one, which is flat. */
  MessageList then(MessageList more) {
    return new MessageList(this, more.own, more.from, replaceable || more.replaceable);
  }

  int count() {
    return count;
  }

  /** Tells whether some message may have a key. */
  boolean replaceable() {
    return replaceable;
  }

  QueuedMessage first() {
    MessageList list = this;
    while (list.before != null) {
      list = list.before;
    }
    return list.own[list.from];
  }

  /** The same messages in one array, so that {@link #get} and {@link #from} work. */
  MessageList flat() {
    return before == null ? this : new MessageList(null, all(), 0, replaceable);
  }

  /** The message at an index; only if flat. */
  QueuedMessage get(int index) {
    return own[from + index];
  }

  /** The messages from an index on, without a copy; only if flat. */
  MessageList from(int index) {
    return new MessageList(null, own, from + index, replaceable);
  }

  /** A flat list without the messages that a newer one of their key has replaced. */
  MessageList live() {
    QueuedMessage[] all = all();
    Set<Object> seen = new HashSet<>();
    int at = all.length;
    for (int n = all.length - 1; n >= 0; n--) {
      Object key = all[n].key();
      if (key == null || seen.add(key)) {
        all[--at] = all[n];
      }
    }
    return new MessageList(null, Arrays.copyOfRange(all, at, all.length), 0, replaceable);
  }

  private QueuedMessage[] all() {
    QueuedMessage[] all = new QueuedMessage[count];
    int at = count;
    for (MessageList list = this; list != null; list = list.before) {
      int length = list.own.length - list.from;
      at -= length;
      System.arraycopy(list.own, list.from, all, at, length);
    }
    return all;
  }

  /** The newest message of each key. */
  Map<Object, QueuedMessage> newest() {
    Map<Object, QueuedMessage> newest = new HashMap<>();
    for (QueuedMessage message : all()) {
      Object key = message.key();
      if (key != null) {
        newest.put(key, message);
      }
    }
    return newest;
  }
}
