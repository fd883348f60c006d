package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * The number of clients in the room.
 *
 * @param participants the number of participants
 * @param watchers the number of watchers
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
