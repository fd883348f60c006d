package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Masked;
import org.jspecify.annotations.Nullable;

/**
 * The address of an endpoint, such as {@code /whip/{room}}, or of a session there. Immutable; any
 * thread.
 *
 * @param role of the clients that come there
 * @param key the room's id, or the stream id; not yet checked
 * @param session the id of the session; empty for the endpoint
 */
record HttpPath(Role role, String key, String session) {

  private static final String PUBLISHERS = "whip";
  private static final String PLAYERS = "whep";
  private static final int LONGEST = 200;

  static @Nullable HttpPath parse(String path) {
    String[] segments = path.split("/", -1);
    boolean publisher = segments.length > 2 && segments[1].equals(PUBLISHERS);
    boolean player = segments.length > 2 && segments[1].equals(PLAYERS);
    if (!(publisher || player)
        || segments.length > 4
        || path.length() > LONGEST
        || segments[2].isEmpty()
        || segments[segments.length - 1].isEmpty()) {
      return null;
    }
    return new HttpPath(
        publisher ? Role.PARTICIPANT : Role.WATCHER,
        segments[2],
        segments.length == 4 ? segments[3] : "");
  }

  boolean isSession() {
    return !session.isEmpty();
  }

  HttpPath session(String id) {
    return new HttpPath(role, key, id);
  }

  private String prefix() {
    return "/" + (role == Role.PARTICIPANT ? PUBLISHERS : PLAYERS) + "/";
  }

  String text() {
    return prefix() + key + (session.isEmpty() ? "" : "/" + session);
  }

  /** Without the ids, which are capabilities. */
  String masked() {
    return prefix() + Masked.id(key) + (session.isEmpty() ? "" : "/" + Masked.id(session));
  }

  @Override
  public String toString() {
    return masked();
  }
}
