package dev.rtcrooms.http;

import dev.rtcrooms.Role;
import java.util.Optional;

/**
 * The address of a WebSocket connection: {@code /room/{id}/websocket} or {@code
 * /stream/{id}/websocket}, perhaps below another path; immutable. For transports that read their
 * own requests.
 *
 * @param role which link it belongs to
 * @param key the id in the path, still unchecked
 */
public record SocketPath(Role role, String key) {

  /**
   * Reads a request's path.
   *
   * @param base what stands before all of the rooms' addresses: empty, or with a leading and
   *     without a trailing slash
   * @param path decoded, with a leading slash
   * @return the address, or empty if the path is something else
   */
  public static Optional<SocketPath> of(String base, String path) {
    Route route = Route.of(base, path);
    return switch (route.kind()) {
      case ROOM_SOCKET, STREAM_SOCKET -> Optional.of(new SocketPath(route.role(), route.key()));
      default -> Optional.empty();
    };
  }

  /** Says the role alone: the rest is a capability. */
  @Override
  public String toString() {
    return "SocketPath[" + role + "]";
  }
}
