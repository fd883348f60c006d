package dev.rtcrooms.message;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first message to a client.
 *
 * @param member the client itself
 * @param role its role
 * @param grants its grants
 * @param position the position after which recorded events follow: that of the room now, or, if the
 *     client recovered, the one from which it resumed
 * @param recovered whether the client gets all recorded events that it missed; if false, it must
 *     discard its state of the room
 * @param bounds the limits for messages from the client
 * @param heartbeat the server sends a message at least this often, so a client can notice a dead
 *     connection; sent in whole milliseconds
 * @param grace how long the client is expected back when its connection is lost; sent in whole
 *     milliseconds
 * @param roomInfo what the host shows of the room, or null if there is nothing; {@link RoomChanged}
 *     tells when it changes
 */
public record Hello(
    Member member,
    Role role,
    Grants grants,
    Position position,
    boolean recovered,
    Bounds bounds,
    Duration heartbeat,
    Duration grace,
    @Nullable Fields roomInfo)
    implements Event {

  /** On the wire: {@code hello}. */
  public static final MessageType<Hello> TYPE =
      MessageType.of("hello", Hello.class, Hello::read, Hello::write);

  /**
   * The limits for what a client sends.
   *
   * @param messageBytes the longest message, in UTF-8 bytes
   * @param frameBytes the longest frame, in UTF-8 bytes
   * @param frameMessages how many messages a frame may hold
   * @param chatText the longest text of a chat message, in Unicode code points
   */
  public record Bounds(int messageBytes, int frameBytes, int frameMessages, int chatText) {
    /**
     * Selects the limits that clients must know.
     *
     * @param limits of the rooms
     * @return the bounds
     */
    public static Bounds of(Limits limits) {
      return new Bounds(
          limits.messageBytes(), limits.frameBytes(), limits.frameMessages(), limits.chatText());
    }

    private static Bounds read(FieldReader fields) {
      return new Bounds(
          Math.toIntExact(fields.number("messageBytes")),
          Math.toIntExact(fields.number("frameBytes")),
          Math.toIntExact(fields.number("frameMessages")),
          Math.toIntExact(fields.number("chatText")));
    }

    private static void write(Bounds bounds, FieldWriter fields) {
      fields
          .number("messageBytes", bounds.messageBytes)
          .number("frameBytes", bounds.frameBytes)
          .number("frameMessages", bounds.frameMessages)
          .number("chatText", bounds.chatText);
    }
  }

  /**
   * Reads the info of the room.
   *
   * @param key the key that {@link dev.rtcrooms.RoomsBuilder#roomInfo} was given
   * @param <T> the type of the info
   * @return the info, or empty if there is none
   * @throws dev.rtcrooms.RefusalException if the fields of the info do not match this type
   */
  public <T extends Record> Optional<T> roomInfo(AttributeKey<T> key) {
    return new RoomChanged(roomInfo).info(key);
  }

  private static Hello read(FieldReader fields) {
    return new Hello(
        Member.read(fields),
        Granted.readRole(fields),
        Granted.read(fields),
        new Position(fields.text("epoch"), fields.number("position")),
        fields.flag("recovered"),
        fields.object("limits", Bounds::read),
        Duration.ofMillis(fields.number("heartbeat")),
        Duration.ofMillis(fields.number("grace")),
        fields.optionalObject("roomInfo", FieldReader::fields).orElse(null));
  }

  private static void write(Hello hello, FieldWriter fields) {
    Member.write(hello.member, fields);
    Granted.write(hello.role, fields);
    Granted.write(hello.grants, fields);
    fields
        .text("epoch", hello.position.epoch())
        .number("position", hello.position.offset())
        .flag("recovered", hello.recovered)
        .object("limits", hello.bounds, Bounds::write)
        .number("heartbeat", hello.heartbeat.toMillis())
        .number("grace", hello.grace.toMillis());
    if (hello.roomInfo != null) {
      fields.object("roomInfo", hello.roomInfo, Fields::writeTo);
    }
  }
}
