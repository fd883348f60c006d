package dev.rtcrooms.message;

import org.jspecify.annotations.Nullable;

/**
 * A command that carried a {@code ref} was carried out.
 *
 * @param ref the command's
 * @param recorded the offset of the last event that the command recorded, null if it recorded none
 */
public record Replied(String ref, @Nullable Long recorded) implements Event {

  /** On the wire: {@code reply}. */
  public static final MessageType<Replied> TYPE =
      MessageType.of("reply", Replied.class, Replied::read, Replied::write);

  private static Replied read(FieldReader fields) {
    return new Replied(fields.text("ref"), fields.optionalNumber("recorded").orElse(null));
  }

  private static void write(Replied reply, FieldWriter fields) {
    fields.text("ref", reply.ref);
    if (reply.recorded != null) {
      fields.number("recorded", reply.recorded);
    }
  }
}
