package dev.rtcrooms;

/** The receivers of a broadcast, by role; any thread. */
public enum Audience {
  /** All clients in the room. */
  EVERYONE,
  /** The clients with {@link Role#PARTICIPANT}. */
  PARTICIPANTS,
  /** The clients with {@link Role#WATCHER}. */
  WATCHERS;

  /**
   * Tells whether clients of a role belong to this audience.
   *
   * @param role the role of a client
   * @return true if such clients receive the broadcast
   */
  public boolean includes(Role role) {
    return this == EVERYONE || (this == PARTICIPANTS) == (role == Role.PARTICIPANT);
  }
}
