package dev.rtcrooms.transport;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import java.util.OptionalLong;

/**
 * An event to clients, with its number if it is recorded; immutable, any thread. It is encoded once
 * per codec, however many connections it goes to.
 */
public final class Outgoing {

  private static final long UNNUMBERED = -1;

  private final MessageType<?> type;
  private final Event event;
  private final long offset;
  private final PerCodec encoded = new PerCodec();

  private Outgoing(MessageType<?> type, Event event, long offset) {
    this.type = type;
    this.event = event;
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
    return new Outgoing(type, event, UNNUMBERED);
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
    return new Outgoing(type, event, offset);
  }

  /**
   * Returns how the event is written and delivered.
   *
   * @return the event's type
   */
  public MessageType<?> type() {
    return type;
  }

  /**
   * Returns the event.
   *
   * @return the event
   */
  public Event event() {
    return event;
  }

  /**
   * Returns the event's number in the room's epoch.
   *
   * @return at least 1, or empty if the event is not recorded
   */
  public OptionalLong offset() {
    return offset == UNNUMBERED ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /**
   * Returns the encoded form.
   *
   * @param codec how to encode
   * @return the same object for each call with the same codec
   */
  public Encoded encoded(Codec codec) {
    Encoded known = encoded.find(codec);
    return known != null ? known : encoded.keep(codec, codec.encode(this));
  }

  @Override
  public String toString() {
    return offset == UNNUMBERED ? event.toString() : offset + ":" + event;
  }
}
