package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import java.time.Instant;
import java.util.Locale;

/**
 * The grants of the client have changed, and perhaps its role.
 *
 * @param role the client's role; if it differs from the one before, the host has moved the client
 * @param grants the new grants
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

  /** The latest time that a JSON number represents exactly (RFC 8259 §6). */
  private static final Instant LAST = Instant.ofEpochMilli((1L << 53) - 1);

  static Grants read(FieldReader fields) {
    Grants grants = Grants.of(fields.texts("grants").toArray(String[]::new));
    return fields
        .optionalNumber("expires")
        .map(Instant::ofEpochMilli)
        .filter(at -> !at.isAfter(LAST)) // as when it is written: grants that never expire
        .map(grants::until)
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
