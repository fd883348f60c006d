package dev.rtcrooms.http;

import dev.rtcrooms.Grants;
import dev.rtcrooms.User;

/**
 * What a participant sees: the room, with its links for others.
 *
 * @param user who visits
 * @param grants what the user may do inside
 * @param roomLink brings in more participants
 * @param streamLink brings in watchers
 * @param websocketAddress where the browser client connects to
 * @param clientModule the path of the browser client's module, for an {@code import}
 */
public record RoomPage(
    User user,
    Grants grants,
    String roomLink,
    String streamLink,
    String websocketAddress,
    String clientModule)
    implements Page {

  /** Says no link: links are capabilities. */
  @Override
  public String toString() {
    return "RoomPage[" + user.id() + "]";
  }
}
