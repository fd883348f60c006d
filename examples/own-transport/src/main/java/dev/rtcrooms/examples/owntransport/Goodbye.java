package dev.rtcrooms.examples.owntransport;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;

/**
 * The last line of a connection: TCP has no close frame, so this transport has a message of its own
 * that says why.
 *
 * @param reason as a WebSocket's close frame would say it
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
