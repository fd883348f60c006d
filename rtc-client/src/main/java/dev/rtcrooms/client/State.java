package dev.rtcrooms.client;

/** What a client's connection to its room does. */
public enum State {
  /** The client has not begun to connect. */
  IDLE,
  /** The first attempt to connect, or a further one before any has succeeded. */
  CONNECTING,
  /** There is a connection, and somebody must let the client in. */
  WAITING,
  /** The client is in the room. */
  OPEN,
  /** The connection was lost, and is made again. */
  RECONNECTING,
  /** There is no connection, and there will be none. */
  CLOSED
}
