package dev.rtcrooms.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A direct message; sent to all connections of its sender and of its receiver, and to nobody else.
 *
 * @param message identifies the message while the room is open, at least 1
 * @param id the sender's own id for the message, null if it gave none
 * @param client the sender's client id
 * @param user the id of the sender
 * @param name the sender's display name
 * @param to the id of the receiver
 * @param toName the receiver's display name
 * @param text the text
 * @param at the time, in milliseconds
 */
public record SaidTo(
    long message,
    @Nullable String id,
    String client,
    String user,
    String name,
    String to,
    String toName,
    String text,
    Instant at)
    implements ChatEvent {

  /** On the wire: {@code said-to}. */
  public static final MessageType<SaidTo> TYPE = MessageType.of("said-to", SaidTo.class);

  /** Truncates the time to milliseconds, as on the wire. */
  public SaidTo {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
