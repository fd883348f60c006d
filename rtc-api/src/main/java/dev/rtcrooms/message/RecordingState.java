package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * The host has begun to record the media of the room, or has stopped. Who joins later is told by
 * {@link StreamsState#recording()}.
 *
 * @param active whether the room is recorded
 */
public record RecordingState(boolean active) implements Event {

  /** On the wire: {@code recording}. */
  public static final MessageType<RecordingState> TYPE =
      MessageType.of(
              "recording",
              RecordingState.class,
              f -> new RecordingState(f.flag("active")),
              (state, f) -> f.flag("active", state.active()))
          .withDelivery(Delivery.LATEST)
          .withAudience(Audience.EVERYONE);
}
