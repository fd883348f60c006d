package dev.rtcrooms.message;

import dev.rtcrooms.Audience;

/**
 * How many people are in the room, and with how many connections. Somebody who takes part and
 * watches counts as both. Connections that were lost count while their client is {@linkplain
 * dev.rtcrooms.RoomsBuilder#clientGrace expected back}.
 *
 * @param participants the users who take part
 * @param watchers the users who watch
 * @param participantConnections the connections of those who take part
 * @param watcherConnections the connections of those who watch
 */
public record ViewerCount(
    int participants, int watchers, int participantConnections, int watcherConnections)
    implements Event {

  /** On the wire: {@code viewers}. */
  public static final MessageType<ViewerCount> TYPE =
      MessageType.of("viewers", ViewerCount.class, ViewerCount::read, ViewerCount::write)
          .withDelivery(Delivery.LATEST)
          .withAudience(Audience.EVERYONE);

  /**
   * The count of users who have one connection each.
   *
   * @param participants the users who take part
   * @param watchers the users who watch
   */
  public ViewerCount(int participants, int watchers) {
    this(participants, watchers, participants, watchers);
  }

  private static ViewerCount read(FieldReader fields) {
    return new ViewerCount(
        Math.toIntExact(fields.number("participants")),
        Math.toIntExact(fields.number("watchers")),
        Math.toIntExact(fields.number("participantConnections")),
        Math.toIntExact(fields.number("watcherConnections")));
  }

  private static void write(ViewerCount count, FieldWriter fields) {
    fields
        .number("participants", count.participants)
        .number("watchers", count.watchers)
        .number("participantConnections", count.participantConnections)
        .number("watcherConnections", count.watcherConnections);
  }
}
