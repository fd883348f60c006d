package dev.rtcrooms.hub.outbox;

import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A message that may have to wait; immutable, any thread. Connections with the same {@link Sizing}
 * share one object.
 */
abstract sealed class QueuedMessage {

  private final long since;

  private QueuedMessage(long since) {
    this.since = since;
  }

  /**
   * A message of a turn.
   *
   * @param since when the turn ended, in the scheduler's nanoseconds
   */
  static QueuedMessage of(Outgoing message, Sizing sizing, long since) {
    return new Whole(message, sizing.size(message), message.key(), since);
  }

  /** When the message's turn ended, in the scheduler's nanoseconds. */
  long since() {
    return since;
  }

  /** In bytes on the wire. */
  abstract int size();

  /** A newer message with an equal key replaces this one; null if none does. */
  abstract @Nullable Object key();

  /** The message. One that was kept without its event is decoded when the event is asked for. */
  abstract Outgoing message(@Nullable Codec codec);

  /** The object that all connections of this codec share which wait for the message. */
  abstract Object shared(@Nullable Codec codec);

  /**
   * The same message without its event, which takes more memory than the encoded form. Returns the
   * same object each time, so that the connections that wait for it still share it. A message that
   * may be replaced is returned as it is, since few of these wait; and so is each if the codec is
   * not known.
   */
  abstract QueuedMessage encoded(@Nullable Codec codec);

  private static final class Whole extends QueuedMessage {
    private final Outgoing message;
    private final int size;
    private final @Nullable Object key;
    private @Nullable QueuedMessage encoded;

    Whole(Outgoing message, int size, @Nullable Object key, long since) {
      super(since);
      this.message = message;
      this.size = size;
      this.key = key;
    }

    @Override
    int size() {
      return size;
    }

    @Override
    @Nullable Object key() {
      return key;
    }

    @Override
    Outgoing message(@Nullable Codec codec) {
      return message;
    }

    @Override
    Object shared(@Nullable Codec codec) {
      return codec == null ? message : message.encoded(codec);
    }

    @Override
    synchronized QueuedMessage encoded(@Nullable Codec codec) {
      if (codec == null || key != null) {
        return this;
      }
      if (encoded == null) {
        Encoded bytes = message.encoded(codec);
        bytes.forgetText();
        long offset = message.offset().orElse(Bare.UNNUMBERED);
        encoded =
            size == bytes.size()
                ? new Bare(bytes, offset, since())
                : new Sized(bytes, offset, since(), size);
      }
      return encoded;
    }
  }

  private static sealed class Bare extends QueuedMessage {
    private static final long UNNUMBERED = -1;

    private final Encoded encoded;
    private final long offset;

    Bare(Encoded encoded, long offset, long since) {
      super(since);
      this.encoded = encoded;
      this.offset = offset;
    }

    @Override
    int size() {
      return encoded.size();
    }

    @Override
    @Nullable Object key() {
      return null;
    }

    @Override
    Outgoing message(@Nullable Codec codec) {
      if (codec == null) {
        throw new IllegalArgumentException("Only its codec can read an encoded message");
      }
      OptionalLong number = offset == UNNUMBERED ? OptionalLong.empty() : OptionalLong.of(offset);
      return Outgoing.relayed(encoded, codec, number, /* latest= */ false);
    }

    @Override
    Object shared(@Nullable Codec codec) {
      return encoded;
    }

    @Override
    QueuedMessage encoded(@Nullable Codec codec) {
      return this;
    }
  }

  /** Has another size than its encoded form, because the codec measures in its own way. */
  private static final class Sized extends Bare {
    private final int size;

    Sized(Encoded encoded, long offset, long since, int size) {
      super(encoded, offset, since);
      this.size = size;
    }

    @Override
    int size() {
      return size;
    }
  }
}
