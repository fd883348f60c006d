package dev.rtcrooms.testkit.conformance;

import dev.rtcrooms.Role;
import java.net.URI;

/** A room of a running server, for one replay of a vector; any thread. */
@FunctionalInterface
public interface ConformanceServer {

  /**
   * Returns the WebSocket address of the room, where nobody has been before.
   *
   * @param role participants and watchers have different addresses
   * @return such as {@code ws://localhost:8080/room/…/websocket}; the same for each call with a
   *     role
   */
  URI address(Role role);
}
