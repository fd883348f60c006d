package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import java.time.Duration;

/**
 * The first message that a client hears.
 *
 * @param member the client itself
 * @param role how it came in
 * @param grants what it may do
 * @param position where the room is now; with {@code recovered}, where the client was, and what it
 *     missed follows
 * @param recovered whether the client hears all it missed; if not, it must drop what it knew
 * @param bounds what the client may send
 * @param heartbeat how long the server is silent at most, plus what the network takes; millisecond
 *     precision
 */
public record Hello(
    Member member,
    Role role,
    Grants grants,
    Position position,
    boolean recovered,
    Bounds bounds,
    Duration heartbeat)
    implements Event {

  /** On the wire: {@code hello}. */
  public static final MessageType<Hello> TYPE =
      MessageType.of("hello", Hello.class, Hello::read, Hello::write);

  /**
   * What a client may send at once.
   *
   * @param messageBytes the longest message, in UTF-8 bytes
   * @param frameBytes the longest frame, in UTF-8 bytes
   * @param frameMessages how many messages a frame may hold
   */
  public record Bounds(int messageBytes, int frameBytes, int frameMessages) {
    /**
     * The part of the limits that clients must know.
     *
     * @param limits the rooms'
     * @return the bounds
     */
    public static Bounds of(Limits limits) {
      return new Bounds(limits.messageBytes(), limits.frameBytes(), limits.frameMessages());
    }

    private static Bounds read(FieldReader fields) {
      return new Bounds(
          Math.toIntExact(fields.number("messageBytes")),
          Math.toIntExact(fields.number("frameBytes")),
          Math.toIntExact(fields.number("frameMessages")));
    }

    private static void write(Bounds bounds, FieldWriter fields) {
      fields
          .number("messageBytes", bounds.messageBytes)
          .number("frameBytes", bounds.frameBytes)
          .number("frameMessages", bounds.frameMessages);
    }
  }

  private static Hello read(FieldReader fields) {
    return new Hello(
        Member.read(fields),
        Granted.readRole(fields),
        Granted.read(fields),
        new Position(fields.text("epoch"), fields.number("position")),
        fields.flag("recovered"),
        fields.object("limits", Bounds::read),
        Duration.ofMillis(fields.number("heartbeat")));
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
        .number("heartbeat", hello.heartbeat.toMillis());
  }
}
