package dev.rtcrooms.hub.outbox;

import dev.rtcrooms.transport.Codec;
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

  /** Loose messages are put together when they are so many, or have so many bytes. */
  private static final int MOST_LOOSE = 64;

  private static final int MOST_LOOSE_BYTES = 8 * 1024;

  private final @Nullable MessageList before;
  private final QueuedMessage[] own;
  private final int from;
  private final int count;
  private final boolean replaceable;

  /** How many of the last messages were not put together yet, and their bytes. */
  private final int loose;

  private final long looseBytes;

  private MessageList(
      @Nullable MessageList before,
      QueuedMessage[] own,
      int from,
      boolean replaceable,
      int loose,
      long looseBytes) {
    this.before = before;
    this.own = own;
    this.from = from;
    this.count = own.length - from + (before == null ? 0 : before.count);
    this.replaceable = replaceable;
    this.loose = loose;
    this.looseBytes = looseBytes;
  }

  /** A list of these messages; it owns the array. */
  static MessageList of(QueuedMessage[] messages) {
    boolean replaceable = false;
    long bytes = 0;
    for (QueuedMessage message : messages) {
      replaceable |= message.key() != null;
      bytes += message.size();
    }
    return new MessageList(null, messages, 0, replaceable, messages.length, bytes);
  }

  /**
   * This list followed by another one, which is flat.
   *
   * @param codec has encoded the messages, if it is known
   */
  MessageList then(MessageList more, @Nullable Codec codec) {
    MessageList both =
        new MessageList(
            this,
            more.own,
            more.from,
            replaceable || more.replaceable,
            loose + more.loose,
            looseBytes + more.looseBytes);
    return both.settled(codec);
  }

  /** The same messages, which have lost their events if the loose ones are many or long. */
  MessageList settled(@Nullable Codec codec) {
    return loose >= MOST_LOOSE || looseBytes >= MOST_LOOSE_BYTES ? together(codec) : this;
  }

  /** The loose messages without their events, in one array. */
  private MessageList together(@Nullable Codec codec) {
    MessageList settled = this;
    while (settled != null && settled.loose > 0) {
      settled = settled.before;
    }
    QueuedMessage[] encoded = since(settled);
    for (int n = 0; n < encoded.length; n++) {
      encoded[n] = encoded[n].encoded(codec);
    }
    return new MessageList(settled, encoded, 0, replaceable, 0, 0);
  }

  int count() {
    return count;
  }

  /** The sum of the sizes; only if flat. */
  long bytes() {
    long bytes = 0;
    for (int n = from; n < own.length; n++) {
      bytes += own[n].size();
    }
    return bytes;
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
    return before == null
        ? this
        : new MessageList(null, since(null), 0, replaceable, loose, looseBytes);
  }

  /** The message at an index; only if flat. */
  QueuedMessage get(int index) {
    return own[from + index];
  }

  /** The messages from an index on, without a copy; only if flat. */
  MessageList from(int index) {
    return new MessageList(null, own, from + index, replaceable, loose, looseBytes);
  }

  /** A flat list without the messages that a newer one of their key has replaced. */
  MessageList live() {
    QueuedMessage[] all = since(null);
    Set<Object> seen = new HashSet<>();
    int at = all.length;
    for (int n = all.length - 1; n >= 0; n--) {
      Object key = all[n].key();
      if (key == null || seen.add(key)) {
        all[--at] = all[n];
      }
    }
    QueuedMessage[] left = Arrays.copyOfRange(all, at, all.length);
    return new MessageList(null, left, 0, replaceable, loose, looseBytes);
  }

  /** What was appended to an earlier list, or everything. */
  private QueuedMessage[] since(@Nullable MessageList earlier) {
    QueuedMessage[] all = new QueuedMessage[count - (earlier == null ? 0 : earlier.count)];
    int at = all.length;
    for (MessageList list = this; list != earlier && list != null; list = list.before) {
      int length = list.own.length - list.from;
      at -= length;
      System.arraycopy(list.own, list.from, all, at, length);
    }
    return all;
  }

  /** The newest message of each key. */
  Map<Object, QueuedMessage> newest() {
    Map<Object, QueuedMessage> newest = new HashMap<>();
    for (QueuedMessage message : since(null)) {
      Object key = message.key();
      if (key != null) {
        newest.put(key, message);
      }
    }
    return newest;
  }
}
