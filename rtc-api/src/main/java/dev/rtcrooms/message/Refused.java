package dev.rtcrooms.message;

import dev.rtcrooms.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A message was not carried out.
 *
 * @param ref the command's, null if it carried none or could not be read
 * @param refusal what was wrong
 */
public record Refused(@Nullable String ref, Refusal refusal) implements Event {

  /** On the wire: {@code refusal}. */
  public static final MessageType<Refused> TYPE =
      MessageType.of("refusal", Refused.class, Refused::read, Refused::write);

  private static Refused read(FieldReader fields) {
    return new Refused(
        fields.optionalText("ref").orElse(null),
        new Refusal(
            fields.text("code"), fields.text("text"), fields.optionalText("field").orElse(null)));
  }

  private static void write(Refused refused, FieldWriter fields) {
    fields
        .text("ref", refused.ref)
        .text("code", refused.refusal.code())
        .text("text", refused.refusal.text())
        .text("field", refused.refusal.fieldName());
  }
}
