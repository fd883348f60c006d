package dev.rtcrooms.message;

import org.jspecify.annotations.Nullable;

/**
 * A command with a {@code ref} was executed.
 *
 * @param ref the command's
 * @param recorded the offset of the last event that the command recorded, null if it recorded none
 * @param data the data of the answer, null if there is none; {@link MessageType#reply()} of the
 *     command's type reads it
 */
public record Replied(String ref, @Nullable Long recorded, @Nullable Fields data) implements Event {

  /** On the wire: {@code reply}. */
  public static final MessageType<Replied> TYPE =
      MessageType.of("reply", Replied.class, Replied::read, Replied::write);

  /**
   * A reply without data.
   *
   * @param ref the command's
   * @param recorded the offset of the last event that the command recorded, null if it recorded
   *     none
   */
  public Replied(String ref, @Nullable Long recorded) {
    this(ref, recorded, null);
  }

  private static Replied read(FieldReader fields) {
    return new Replied(
        fields.text("ref"),
        fields.optionalNumber("recorded").orElse(null),
        fields.optionalObject("data", FieldReader::fields).orElse(null));
  }

  private static void write(Replied reply, FieldWriter fields) {
    fields.text("ref", reply.ref);
    if (reply.recorded != null) {
      fields.number("recorded", reply.recorded);
    }
    if (reply.data != null) {
      fields.object("data", reply.data, Fields::writeTo);
    }
  }
}
