package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.time.Instant;

/**
 * What the client may do has changed.
 *
 * @param grants what it may do now
 */
public record Granted(Grants grants) implements Event {

  /** On the wire: {@code grants}. */
  public static final MessageType<Granted> TYPE =
      MessageType.of(
          "grants",
          Granted.class,
          f -> new Granted(read(f)),
          (granted, f) -> write(granted.grants(), f));

  /** The last moment that a JSON number holds exactly (RFC 8259 §6); a later end is none. */
  private static final Instant LAST = Instant.ofEpochMilli((1L << 53) - 1);

  static Grants read(FieldReader fields) {
    Grants grants = Grants.of(fields.texts("grants").toArray(String[]::new));
    return fields
        .optionalNumber("expires")
        .map(at -> grants.until(Instant.ofEpochMilli(at)))
        .orElse(grants);
  }

  static void write(Grants grants, FieldWriter fields) {
    fields.texts("grants", grants.names());
    grants
        .expiry()
        .filter(at -> !at.isAfter(LAST))
        .ifPresent(at -> fields.number("expires", at.toEpochMilli()));
  }
}
