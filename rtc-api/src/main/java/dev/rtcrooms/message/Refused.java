package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command was not executed. Sent to its sender. Without {@code ref}, it also tells a client that
 * another peer's offer or answer was refused and will not arrive.
 *
 * @param ref the {@code ref} of the command; null if it had none, could not be read, or came from
 *     another peer
 * @param refusal the reason
 * @param peer the other peer, if a signal was refused; else null
 * @param negotiation the number of the signal's negotiation, if a signal was refused; else null
 */
public record Refused(
    @Nullable String ref, Refusal refusal, @Nullable String peer, @Nullable Long negotiation)
    implements Event {

  /** On the wire: {@code refusal}. */
  public static final MessageType<Refused> TYPE =
      MessageType.of("refusal", Refused.class, Refused::read, Refused::write);

  /**
   * The refusal of a message that was not a signal.
   *
   * @param ref the command's, or null
   * @param refusal the reason
   */
  public Refused(@Nullable String ref, Refusal refusal) {
    this(ref, refusal, null, null);
  }

  /**
   * The refusal of a command, with its peer and negotiation if it is a signal.
   *
   * @param ref the command's, or null
   * @param refusal the reason
   * @param command the command, or null if it is not known any more
   * @return the event for the sender
   */
  public static Refused of(@Nullable String ref, Refusal refusal, @Nullable Command command) {
    return command instanceof Signal signal
        ? new Refused(ref, refusal, signal.peer(), signal.negotiation())
        : new Refused(ref, refusal);
  }

  private static Refused read(FieldReader fields) {
    return new Refused(
        fields.optionalText("ref").orElse(null),
        new Refusal(
            fields.text("code"),
            fields.text("text"),
            fields.optionalText("field").orElse(null),
            fields.optionalNumber("retryAfter").map(Duration::ofMillis).orElse(null)),
        fields.optionalText("peer").orElse(null),
        fields.optionalNumber("negotiation").orElse(null));
  }

  private static void write(Refused refused, FieldWriter fields) {
    fields
        .text("ref", refused.ref)
        .text("code", refused.refusal.code())
        .text("text", refused.refusal.text())
        .text("field", refused.refusal.fieldName())
        .text("peer", refused.peer);
    if (refused.refusal.delay() != null) {
      fields.number("retryAfter", refused.refusal.delay().toMillis());
    }
    if (refused.negotiation != null) {
      fields.number("negotiation", refused.negotiation);
    }
  }
}
