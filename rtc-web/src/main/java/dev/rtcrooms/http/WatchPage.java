package dev.rtcrooms.http;

import dev.rtcrooms.Grants;
import dev.rtcrooms.User;

/**
 * A watcher's view of a room's streams, which does not contain the room's id. Immutable.
 *
 * @param user the visitor
 * @param grants what the user may do in the room
 * @param streamLink the link for more watchers
 * @param websocketAddress the address that the browser client connects to
 * @param clientModule the path of the browser client's module, for an {@code import}
 */
public record WatchPage(
    User user, Grants grants, String streamLink, String websocketAddress, String clientModule)
    implements Page {

  /** Contains no link, since links are capabilities. */
  @Override
  public String toString() {
    return "WatchPage[" + user.id() + "]";
  }
}
