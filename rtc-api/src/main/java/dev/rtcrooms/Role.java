package dev.rtcrooms;

/** The two ways into a room. */
public enum Role {
  /** The room link: its clients are participants. */
  PARTICIPANT,
  /** The stream link: its clients are watchers. */
  WATCHER;

  private static final Grants PARTICIPANTS =
      Grants.of(Grants.JOIN, Grants.CHAT, Grants.PUBLISH, Grants.SUBSCRIBE);
  private static final Grants WATCHERS = Grants.of(Grants.JOIN, Grants.SUBSCRIBE);

  /**
   * What one who comes through this role may do when the host does not say otherwise.
   *
   * @return grants without expiry; never {@link Grants#MODERATE}
   */
  public Grants defaultGrants() {
    return this == PARTICIPANT ? PARTICIPANTS : WATCHERS;
  }

  /**
   * Cuts grants down to what this role lets through: a watcher never gets {@link Grants#PUBLISH} or
   * {@link Grants#MODERATE}; {@link Grants#CHAT} it gets if the host says so.
   *
   * @param grants what the host's admission gave
   * @return the same or fewer grants, with the same expiry
   */
  public Grants restrict(Grants grants) {
    return this == PARTICIPANT ? grants : grants.without(Grants.PUBLISH, Grants.MODERATE);
  }
}
