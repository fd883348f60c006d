package dev.rtcrooms.transport;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An event to clients, with its number if it is recorded; immutable, any thread. It is encoded once
 * per codec, however many connections it goes to.
 */
public abstract sealed class Outgoing {

  private static final long UNNUMBERED = -1;

  private final long offset;

  private Outgoing(long offset) {
    this.offset = offset;
  }

  /**
   * Creates a message with an event that is not recorded.
   *
   * @param type the event's type
   * @param event the event
   * @return the message
   */
  public static Outgoing of(MessageType<?> type, Event event) {
    return new Known(type, event, UNNUMBERED);
  }

  /**
   * Creates a message with a recorded event.
   *
   * @param type the event's type
   * @param event the event
   * @param offset its number in the room's epoch, at least 1
   * @return the message
   */
  public static Outgoing recorded(MessageType<?> type, Event event, long offset) {
    return new Known(type, event, offset);
  }

  /**
   * Creates a message from its encoded form, which another node of a cluster sent. It is decoded
   * when {@link #type()} or {@link #event()} is called for the first time; they throw a {@link
   * dev.rtcrooms.RefusalException} if it cannot be read.
   *
   * @param encoded one message
   * @param codec has encoded it; a codec of the same {@link Codec#subprotocol} is given the same
   *     bytes
   * @param offset the event's number in the room's epoch, or empty if it is not recorded
   * @param latest whether it is delivered as {@link Delivery#LATEST}
   * @return the message
   */
  public static Outgoing relayed(
      Encoded encoded, Codec codec, OptionalLong offset, boolean latest) {
    return new Relayed(encoded, codec, offset.orElse(UNNUMBERED), latest);
  }

  /**
   * Returns how the event is written and delivered.
   *
   * @return the event's type
   */
  public abstract MessageType<?> type();

  /**
   * Returns the event.
   *
   * @return the event
   */
  public abstract Event event();

  /**
   * Returns the event's number in the room's epoch.
   *
   * @return at least 1, or empty if the event is not recorded
   */
  public OptionalLong offset() {
    return offset == UNNUMBERED ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /**
   * Returns the key by which a newer message replaces this one, as long as it waits.
   *
   * @return the key if the event is delivered as {@link Delivery#LATEST}, else null
   */
  public abstract @Nullable Object key();

  /**
   * Returns the encoded form.
   *
   * @param codec how to encode
   * @return the same object for each call with the same codec
   */
  public abstract Encoded encoded(Codec codec);

  @Override
  public String toString() {
    return offset == UNNUMBERED ? event().toString() : offset + ":" + event();
  }

  private static final class Known extends Outgoing {

    private final MessageType<?> type;
    private final Event event;
    private final PerCodec encoded = new PerCodec();

    Known(MessageType<?> type, Event event, long offset) {
      super(offset);
      this.type = type;
      this.event = event;
    }

    @Override
    public MessageType<?> type() {
      return type;
    }

    @Override
    public Event event() {
      return event;
    }

    @Override
    public @Nullable Object key() {
      return type.delivery() == Delivery.LATEST ? type.key(event) : null;
    }

    @Override
    public Encoded encoded(Codec codec) {
      Encoded known = encoded.find(codec);
      return known != null ? known : encoded.keep(codec, codec.encode(this));
    }
  }

  private static final class Relayed extends Outgoing {

    private final Encoded encoded;
    private final Codec codec;
    private final boolean latest;
    private volatile @Nullable Outgoing decoded;

    Relayed(Encoded encoded, Codec codec, long offset, boolean latest) {
      super(offset);
      this.encoded = encoded;
      this.codec = codec;
      this.latest = latest;
    }

    /** An event that this node does not know is passed on like one that nothing replaces. */
    @Override
    public @Nullable Object key() {
      try {
        return latest ? decoded().key() : null;
      } catch (RefusalException e) {
        return null;
      }
    }

    private Outgoing decoded() {
      Outgoing known = decoded;
      if (known == null) {
        known = codec.decodeEvents(encoded.text()).get(0);
        decoded = known;
      }
      return known;
    }

    @Override
    public MessageType<?> type() {
      return decoded().type();
    }

    @Override
    public Event event() {
      return decoded().event();
    }

    @Override
    public Encoded encoded(Codec by) {
      return by.subprotocol().equals(codec.subprotocol()) ? encoded : decoded().encoded(by);
    }
  }
}
