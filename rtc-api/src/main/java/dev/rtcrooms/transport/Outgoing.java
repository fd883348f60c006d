package dev.rtcrooms.transport;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import java.util.OptionalLong;

/**
 * One event on its way out, with its number if it is recorded; immutable. Its encoded form is made
 * once for each codec, however many connections it goes to.
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
   * An event that is not recorded.
   *
   * @param type the event's type
   * @param event what is said
   * @return the message
   */
  public static Outgoing of(MessageType<?> type, Event event) {
    return new Outgoing(type, event, UNNUMBERED);
  }

  /**
   * A recorded event.
   *
   * @param type the event's type
   * @param event what is said
   * @param offset its number in the room's epoch, at least 1
   * @return the message
   */
  public static Outgoing recorded(MessageType<?> type, Event event, long offset) {
    return new Outgoing(type, event, offset);
  }

  /**
   * How the event is written and delivered.
   *
   * @return the event's type
   */
  public MessageType<?> type() {
    return type;
  }

  /**
   * What is said.
   *
   * @return the event
   */
  public Event event() {
    return event;
  }

  /**
   * The event's number in the room's epoch.
   *
   * @return at least 1, or empty if the event is not recorded
   */
  public OptionalLong offset() {
    return offset == UNNUMBERED ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /**
   * The encoded form; any thread.
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
