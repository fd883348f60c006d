package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import java.time.Instant;
import java.util.Locale;

/**
 * What the client may do has changed, and perhaps its role.
 *
 * @param role how the client is in the room now: if it is another one, the host has moved the
 *     client there
 * @param grants what it may do now
 */
public record Granted(Role role, Grants grants) implements Event {

  /** On the wire: {@code grants}. */
  public static final MessageType<Granted> TYPE =
      MessageType.of(
          "grants",
          Granted.class,
          f -> new Granted(readRole(f), read(f)),
          (granted, f) -> {
            write(granted.role(), f);
            write(granted.grants(), f);
          });

  static Role readRole(FieldReader fields) {
    return Role.valueOf(fields.text("role").toUpperCase(Locale.ROOT));
  }

  static void write(Role role, FieldWriter fields) {
    fields.text("role", role.name().toLowerCase(Locale.ROOT));
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
