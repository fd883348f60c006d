package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;

/**
 * The last line of a connection, with the reason for its end: TCP has no close frame. Immutable,
 * any thread.
 *
 * @param reason the reason that a WebSocket close frame would contain
 */
record Goodbye(CloseReason reason) implements CustomEvent {

  static final MessageType<Goodbye> TYPE =
      MessageType.of(
              "goodbye",
              Goodbye.class,
              f -> new Goodbye(new CloseReason(Math.toIntExact(f.number("code")), f.text("text"))),
              (bye, f) -> f.number("code", bye.reason.code()).text("text", bye.reason.text()))
          .withAudience(Audience.EVERYONE);
}
