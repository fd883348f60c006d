package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * How many are in the room.
 *
 * @param participants who came by the room link
 * @param watchers who came by the stream link
 */
public record ViewerCount(int participants, int watchers) implements Event {

  /** On the wire: {@code viewers}. */
  public static final MessageType<ViewerCount> TYPE =
      MessageType.of(
              "viewers",
              ViewerCount.class,
              f ->
                  new ViewerCount(
                      Math.toIntExact(f.number("participants")),
                      Math.toIntExact(f.number("watchers"))),
              (count, f) ->
                  f.number("participants", count.participants())
                      .number("watchers", count.watchers()))
          .withDelivery(Delivery.LATEST)
          .withAudience(Audience.EVERYONE);
}
