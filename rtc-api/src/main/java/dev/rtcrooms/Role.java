package dev.rtcrooms;

/** How a client is in a room; any thread. */
public enum Role {
  /** A client that came by the room link, or was promoted. */
  PARTICIPANT,
  /** A client that came by the stream link, or was demoted. */
  WATCHER;

  private static final Grants PARTICIPANTS =
      Grants.of(Grants.JOIN, Grants.CHAT, Grants.PUBLISH, Grants.SUBSCRIBE);
  private static final Grants WATCHERS = Grants.of(Grants.JOIN, Grants.SUBSCRIBE);

  /**
   * Returns what clients in this role may do, unless the host's admission decides otherwise.
   *
   * @return grants without expiry; never {@link Grants#MODERATE}
   */
  public Grants defaultGrants() {
    return this == PARTICIPANT ? PARTICIPANTS : WATCHERS;
  }

  /**
   * Removes the grants that this role never has: {@link Grants#PUBLISH} and {@link Grants#MODERATE}
   * for a watcher. The host may give a watcher {@link Grants#CHAT}.
   *
   * @param grants the grants that the host's admission returned
   * @return the same or fewer grants, with the same expiry
   */
  public Grants restrict(Grants grants) {
    return this == PARTICIPANT ? grants : grants.without(Grants.PUBLISH, Grants.MODERATE);
  }
}
