package dev.rtcrooms.http;

import dev.rtcrooms.Grants;
import dev.rtcrooms.User;

/**
 * A participant's view of a room, with the links to share. Immutable.
 *
 * @param user the visitor
 * @param grants what the user may do in the room
 * @param roomLink the link for more participants
 * @param streamLink the link for watchers
 * @param websocketAddress the address that the browser client connects to
 * @param clientModule the path of the browser client's module, for an {@code import}
 * @param participants how many people take part now, each counted once; 0 if the room is not open
 */
public record RoomPage(
    User user,
    Grants grants,
    String roomLink,
    String streamLink,
    String websocketAddress,
    String clientModule,
    int participants)
    implements Page {

  /** Contains no link, since links are capabilities. */
  @Override
  public String toString() {
    return "RoomPage[" + user.id() + "]";
  }
}
