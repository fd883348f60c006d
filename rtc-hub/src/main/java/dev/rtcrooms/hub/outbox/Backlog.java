package dev.rtcrooms.hub.outbox;

import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unsent messages, shared by all connections that have received the same since they became busy;
 * any thread. Its content never changes. It remembers the backlog that follows when a turn is
 * added, and its next frame, so both are made once and not once for each connection.
 *
 * <p>Of the messages with equal keys only the newest waits, at its own place in the order.
 */
final class Backlog {

  private final MessageList messages;
  private final long bytes;
  private final int replaced;
  private final boolean shared;
  private final Framing framing;

  /** Stands for the messages of this turn, and for those of the turn that was added last. */
  private final Object turn = new Object();

  private final @Nullable Object added;
  private volatile @Nullable Backlog alone;
  private volatile @Nullable Backlog next;
  private volatile @Nullable Taken taken;
  private volatile @Nullable QueuedMessage first;

  /** The newest message of each key, if known; moves on to {@link #next}. Guarded by this. */
  private @Nullable Map<Object, QueuedMessage> newest;

  /**
   * How the messages will be written.
   *
   * @param frameBytes the most bytes that are joined in one frame
   * @param codec encodes them, if it is known
   */
  record Framing(int frameBytes, @Nullable Codec codec) {}

  /** The next frame, and the backlog behind it, if any. */
  record Taken(Batch frame, @Nullable Backlog rest) {}

  private Backlog(
      MessageList messages,
      long bytes,
      int replaced,
      boolean shared,
      Framing framing,
      @Nullable Object added,
      @Nullable Map<Object, QueuedMessage> newest) {
    this.messages = messages;
    this.bytes = bytes;
    this.replaced = replaced;
    this.shared = shared;
    this.framing = framing;
    this.added = added;
    this.newest = newest;
  }

  /** The messages of one turn; the new object owns the array. */
  static Backlog of(QueuedMessage[] turn, boolean shared, Framing framing) {
    MessageList messages = MessageList.of(turn);
    if (messages.replaceable()) {
      messages = messages.live();
    }
    return new Backlog(messages, messages.bytes(), 0, shared, framing, null, null);
  }

  /** An empty marker object, compared by identity. */
  static Backlog marker() {
    return of(new QueuedMessage[0], false, new Framing(0, null));
  }

  /** The size of the waiting messages, in bytes on the wire. */
  long bytes() {
    return bytes;
  }

  /** The waiting messages, some of which newer ones may have replaced. */
  MessageList messages() {
    return replaced == 0 ? messages.flat() : messages.live();
  }

  /** See {@link QueuedMessage#shared}. */
  Object shared(QueuedMessage message) {
    return message.shared(framing.codec);
  }

  /** When the turn of the first waiting message ended, in the scheduler's nanoseconds. */
  long oldest() {
    QueuedMessage known = first;
    if (known == null) {
      known = (replaced == 0 ? messages : messages.live()).first();
      first = known;
    }
    return known.since();
  }

  /** A turn as it waits if nothing else does; it must come from {@link #of}. */
  Backlog alone() {
    Backlog known = alone;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = alone;
      if (known == null) {
        MessageList settled = messages.settled(framing.codec);
        known =
            settled == messages
                ? this
                : new Backlog(settled, bytes, replaced, shared, framing, null, null);
        alone = known;
      }
      return known;
    }
  }

  /** The backlog after the next turn is added; the turn must come from {@link #of}. */
  Backlog then(Backlog more) {
    Backlog known = next;
    if (known != null && known.added == more.turn) {
      return known;
    }
    synchronized (this) {
      known = next;
      if (known != null && known.added == more.turn) {
        return known;
      }
      boolean forAll = known == null && more.shared;
      Backlog made = added(more, forAll);
      if (forAll) {
        next = made;
      }
      return made;
    }
  }

  private Backlog added(Backlog more, boolean forAll) {
    boolean onlyNext = forAll || !shared;
    Map<Object, QueuedMessage> index = newest;
    if (onlyNext) {
      newest = null;
    }
    if (!messages.replaceable() || !more.messages.replaceable()) {
      return new Backlog(
          messages.then(more.messages, framing.codec),
          bytes + more.bytes,
          replaced,
          forAll,
          framing,
          more.turn,
          onlyNext ? index : null);
    }
    if (index == null) {
      index = messages.newest();
    } else if (!onlyNext) {
      index = new HashMap<>(index);
    }
    return replacing(more, forAll, index);
  }

  /** Replaced messages are dropped once they outnumber the others. */
  private Backlog replacing(Backlog more, boolean forAll, Map<Object, QueuedMessage> index) {
    long left = bytes + more.bytes;
    int gone = replaced;
    for (int n = 0; n < more.messages.count(); n++) {
      QueuedMessage message = more.messages.get(n);
      QueuedMessage older = message.key() == null ? null : index.put(message.key(), message);
      if (older != null) {
        left -= older.size();
        gone++;
      }
    }
    MessageList all = messages.then(more.messages, framing.codec);
    if (gone > all.count() / 2) {
      all = all.live();
      gone = 0;
    }
    return new Backlog(all, left, gone, forAll, framing, more.turn, index);
  }

  /** Takes as many messages as fit into a frame, at least one. */
  Taken take() {
    Taken known = taken;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = taken;
      if (known == null) {
        known = cut();
        taken = known;
      }
      return known;
    }
  }

  private Taken cut() {
    MessageList waiting = replaced == 0 ? messages.flat() : messages.live();
    List<Outgoing> frame = new ArrayList<>();
    long room = framing.frameBytes;
    long taking = 0;
    for (int n = 0; n < waiting.count(); n++) {
      QueuedMessage message = waiting.get(n);
      if (n > 0 && message.size() > room) {
        MessageList left = waiting.from(n).settled(framing.codec);
        return new Taken(Batch.of(frame), rest(left, bytes - taking));
      }
      frame.add(message.message(framing.codec));
      room -= message.size() + 1L;
      taking += message.size();
    }
    return new Taken(Batch.of(frame), null);
  }

  private Backlog rest(MessageList left, long remaining) {
    return new Backlog(left, remaining, 0, shared, framing, null, null);
  }
}
