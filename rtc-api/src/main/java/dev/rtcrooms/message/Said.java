package dev.rtcrooms.message;

import dev.rtcrooms.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A chat message.
 *
 * @param id the sender's own id for the message, null if it gave none
 * @param client the sender's client id, null if the host sent the message
 * @param user the sender
 * @param text the text
 * @param at the time, in milliseconds
 */
public record Said(@Nullable String id, @Nullable String client, User user, String text, Instant at)
    implements Event {

  /** On the wire: {@code said}. */
  public static final MessageType<Said> TYPE =
      MessageType.of("said", Said.class, Said::read, Said::write).withDelivery(Delivery.RECORDED);

  /** Truncates the time to milliseconds, as on the wire. */
  public Said {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Creates a message of the host, sent now.
   *
   * @param user the sender
   * @param text the text
   * @return the event
   */
  public static Said by(User user, String text) {
    return new Said(null, null, user, text, Instant.now());
  }

  static Said read(FieldReader fields) {
    return new Said(
        fields.optionalText("id").orElse(null),
        fields.optionalText("client").orElse(null),
        User.of(fields.text("user"), fields.text("name")),
        fields.text("text"),
        Instant.ofEpochMilli(fields.number("at")));
  }

  static void write(Said said, FieldWriter fields) {
    fields
        .text("id", said.id)
        .text("client", said.client)
        .text("user", said.user.id())
        .text("name", said.user.name())
        .text("text", said.text)
        .number("at", said.at.toEpochMilli());
  }
}
