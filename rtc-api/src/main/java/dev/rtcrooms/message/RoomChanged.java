package dev.rtcrooms.message;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Audience;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host has changed what it shows of the room, or has removed it. Who joins later is told by
 * {@link Hello#roomInfo()}.
 *
 * @param info the attribute of the room that the host shows, or null if there is none; see {@link
 *     dev.rtcrooms.RoomsBuilder#roomInfo}
 */
public record RoomChanged(@Nullable Fields info) implements Event {

  /** On the wire: {@code room-changed}. */
  public static final MessageType<RoomChanged> TYPE =
      MessageType.of("room-changed", RoomChanged.class, RoomChanged::read, RoomChanged::write)
          .withDelivery(Delivery.LATEST)
          .withAudience(Audience.EVERYONE);

  /**
   * Reads the info.
   *
   * @param key the key that {@link dev.rtcrooms.RoomsBuilder#roomInfo} was given
   * @param <T> the type of the info
   * @return the info, or empty if there is none
   * @throws dev.rtcrooms.RefusalException if the fields of the info do not match this type
   */
  public <T extends Record> Optional<T> info(AttributeKey<T> key) {
    return Optional.ofNullable(info).flatMap(i -> key.format().map(format -> format.read(i)));
  }

  private static RoomChanged read(FieldReader fields) {
    return new RoomChanged(fields.optionalObject("info", FieldReader::fields).orElse(null));
  }

  private static void write(RoomChanged room, FieldWriter fields) {
    if (room.info != null) {
      fields.object("info", room.info, Fields::writeTo);
    }
  }
}
