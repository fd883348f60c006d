package dev.rtcrooms;

/** Who hears a broadcast. */
public enum Audience {
  /** Everybody in the room. */
  EVERYONE,
  /** Who came by the room link. */
  PARTICIPANTS,
  /** Who came by the stream link. */
  WATCHERS;

  /**
   * Tells whether clients of a role belong to this audience.
   *
   * @param role how a client came in
   * @return true if it hears
   */
  public boolean includes(Role role) {
    return this == EVERYONE || (this == PARTICIPANTS) == (role == Role.PARTICIPANT);
  }
}
