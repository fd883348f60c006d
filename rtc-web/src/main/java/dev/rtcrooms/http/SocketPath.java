package dev.rtcrooms.http;

import dev.rtcrooms.Role;
import java.util.Optional;

/**
 * The address of a WebSocket connection: {@code /room/{id}/websocket} or {@code
 * /stream/{id}/websocket}; immutable.
 *
 * @param role the role of the clients that connect there
 * @param key the id in the path, not yet checked
 */
public record SocketPath(Role role, String key) {

  /** Reads a path below a prefix. */
  static Optional<SocketPath> of(String prefix, String path) {
    Route route = Route.of(prefix, path);
    return switch (route.kind()) {
      case ROOM_SOCKET, STREAM_SOCKET -> Optional.of(new SocketPath(route.role(), route.key()));
      default -> Optional.empty();
    };
  }

  /**
   * Reads a path that a container has matched with {@link SocketRoutes#template} already, wherever
   * its application is.
   *
   * @param path decoded, with a leading slash
   * @return the address, or empty if the path does not end like one
   */
  public static Optional<SocketPath> matched(String path) {
    int end = path.length();
    for (int segment = 0; segment < Route.SOCKET_SEGMENTS && end >= 0; segment++) {
      end = path.lastIndexOf('/', end - 1);
    }
    return end < 0 ? Optional.empty() : of("", path.substring(end));
  }

  /** Contains the role only: the key is a capability. */
  @Override
  public String toString() {
    return "SocketPath[" + role + "]";
  }
}
