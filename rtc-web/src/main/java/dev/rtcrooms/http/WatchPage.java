package dev.rtcrooms.http;

import dev.rtcrooms.Grants;
import dev.rtcrooms.User;

/**
 * What a watcher sees: the streams of a room that the page cannot name.
 *
 * @param user who visits
 * @param grants what the user may do inside
 * @param streamLink brings in more watchers
 * @param websocketAddress where the browser client connects to
 * @param clientModule the path of the browser client's module, for an {@code import}
 */
public record WatchPage(
    User user, Grants grants, String streamLink, String websocketAddress, String clientModule)
    implements Page {

  /** Says no link: links are capabilities. */
  @Override
  public String toString() {
    return "WatchPage[" + user.id() + "]";
  }
}
