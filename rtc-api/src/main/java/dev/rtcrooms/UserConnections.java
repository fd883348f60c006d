package dev.rtcrooms;

/**
 * Which of a user's connections to a room stay; see {@link RoomsBuilder#userConnections}. Only
 * connections by the same kind of link count, so that somebody may watch a room and take part in
 * it. A connection that a client makes with the session key of another one replaces that one in any
 * case.
 */
public enum UserConnections {
  /** All of them: a user with three tabs is one person with three connections. */
  MANY,

  /** The newest one: earlier ones are closed with {@link CloseReason#CONNECTED_ELSEWHERE}. */
  NEWEST,

  /**
   * The first one: later ones are closed with {@link CloseReason#ALREADY_CONNECTED} as long as it
   * is connected.
   */
  FIRST
}
