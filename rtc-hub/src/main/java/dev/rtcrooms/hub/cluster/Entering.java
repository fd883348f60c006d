package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.Attributes;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import java.time.Instant;
import java.util.UUID;

/**
 * An admitted user, as one node describes it to another. It has the form of an event so that the
 * codec of the nodes can encode it; no client ever gets it.
 *
 * @param user without an arrival
 * @param age the time since the handshake arrived, in nanoseconds
 */
record Entering(AdmittedUser user, long age) implements CustomEvent {

  private static final UUID NO_ROOM = new UUID(0, 0);

  static final MessageType<Entering> TYPE =
      MessageType.of("node-entering", Entering.class, Entering::read, Entering::write);

  private static Entering read(FieldReader fields) {
    Grants grants = Grants.of(fields.texts("grants").toArray(String[]::new));
    return new Entering(
        new AdmittedUser(
            AdmittedUser.ELSEWHERE,
            0,
            NO_ROOM,
            User.of(fields.text("user"), fields.text("name")),
            fields.flag("watches") ? Role.WATCHER : Role.PARTICIPANT,
            fields
                .optionalNumber("expires")
                .map(Instant::ofEpochMilli)
                .map(grants::until)
                .orElse(grants),
            fields.texts("forgone"),
            fields
                .optionalObject("attributes", FieldReader::fields)
                .map(Attributes::relayed)
                .orElse(Attributes.none()),
            fields.optionalObject("info", FieldReader::fields).orElse(null),
            fields.optionalText("session").orElse(null),
            fields.optionalText("resume").flatMap(Position::parse),
            null),
        fields.number("age"));
  }

  private static void write(Entering entering, FieldWriter fields) {
    AdmittedUser user = entering.user;
    fields
        .text("user", user.user().id())
        .text("name", user.user().name())
        .flag("watches", user.role() == Role.WATCHER)
        .texts("grants", user.grants().names())
        .texts("forgone", user.forgone())
        .text("session", user.session())
        .text("resume", user.resume().map(Position::toString).orElse(null))
        .number("age", entering.age);
    user.grants().expiry().ifPresent(end -> fields.number("expires", end.toEpochMilli()));
    Fields info = user.info();
    if (info != null) {
      fields.object("info", info, Fields::writeTo);
    }
    fields.object("attributes", user.attributes().fields(), Fields::writeTo);
  }

  /** Hides the session. */
  @Override
  public String toString() {
    return "Entering[" + user + "]";
  }
}
