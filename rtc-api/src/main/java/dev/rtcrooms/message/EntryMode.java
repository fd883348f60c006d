package dev.rtcrooms.message;

/** The rule for newcomers to a room; any thread. Moderators may always. */
public enum EntryMode {
  /** Everybody whom the host admits. */
  OPEN,
  /** Newcomers wait until a moderator lets them in. Users of the room may come back. */
  WAITING,
  /** Newcomers are refused. Users of the room may come back. */
  LOCKED
}
