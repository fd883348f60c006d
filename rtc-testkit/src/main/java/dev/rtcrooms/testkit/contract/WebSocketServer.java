package dev.rtcrooms.testkit.contract;

/** A running transport over WebSockets on the loopback interface, for one test of a contract. */
public interface WebSocketServer extends AutoCloseable {

  /**
   * Returns the port.
   *
   * @return where it listens, without TLS
   */
  int port();

  /**
   * Returns the address of a room's participants.
   *
   * @param room the id in the link
   * @return the path, and the query if there is one
   */
  default String target(String room) {
    return "/room/" + room + "/websocket";
  }

  /** Stops the transport. */
  @Override
  void close();
}
