package dev.rtcrooms.message;

import dev.rtcrooms.Door;
import dev.rtcrooms.Grants;
import java.time.Instant;
import java.util.Locale;

/**
 * What the client may do has changed, and perhaps its door.
 *
 * @param door how the client is in the room now: if it is another one, the host has moved the
 *     client there
 * @param grants what it may do now
 */
public record Granted(Door door, Grants grants) implements Event {

  /** On the wire: {@code grants}. */
  public static final MessageType<Granted> TYPE =
      MessageType.of(
          "grants",
          Granted.class,
          f -> new Granted(readDoor(f), read(f)),
          (granted, f) -> {
            write(granted.door(), f);
            write(granted.grants(), f);
          });

  static Door readDoor(FieldReader fields) {
    return Door.valueOf(fields.text("door").toUpperCase(Locale.ROOT));
  }

  static void write(Door door, FieldWriter fields) {
    fields.text("door", door.name().toLowerCase(Locale.ROOT));
  }

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
