package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.EntryMode;
import java.time.Duration;
import java.util.Set;

/** The options of {@link Moderation}; for one thread. */
public final class ModerationOptions {

  EntryMode entry = EntryMode.OPEN;
  int waiting = 100;
  Duration waitingTime = Duration.ofMinutes(10);
  int bans = 1_000;
  Set<String> permits = Set.of(Grants.CHAT, Grants.PUBLISH, Grants.MODERATE);
  Grants promoted = Role.PARTICIPANT.defaultGrants();

  ModerationOptions() {}

  ModerationOptions(ModerationOptions original) {
    entry = original.entry;
    waiting = original.waiting;
    waitingTime = original.waitingTime;
    bans = original.bans;
    permits = original.permits;
    promoted = original.promoted;
  }

  /**
   * Sets who may enter a room that opens. Default: {@link EntryMode#OPEN}.
   *
   * @param entry the mode, which moderators may change
   * @return these options
   */
  public ModerationOptions entry(EntryMode entry) {
    this.entry = entry;
    return this;
  }

  /**
   * Limits the waiting room. Default: 100 connections, 10 minutes.
   *
   * @param connections how many may wait in a room, at least 1
   * @param time how long each may wait; positive
   * @return these options
   * @throws IllegalArgumentException if a limit is not positive
   */
  public ModerationOptions waiting(int connections, Duration time) {
    if (connections < 1 || time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("The limits of the waiting room must be positive");
    }
    this.waiting = connections;
    this.waitingTime = time;
    return this;
  }

  /**
   * Limits the bans that a room remembers. Default: 1,000.
   *
   * @param bans at least 1
   * @return these options
   * @throws IllegalArgumentException if it is less
   */
  public ModerationOptions bans(int bans) {
    if (bans < 1) {
      throw new IllegalArgumentException("The limit of bans must be positive: " + bans);
    }
    this.bans = bans;
    return this;
  }

  /**
   * Sets the grants that moderators may give users, even beyond their admission, and take from
   * them. Default: {@link Grants#CHAT}, {@link Grants#PUBLISH} and {@link Grants#MODERATE}.
   *
   * @param grants the library's or the host's own, except for {@link Grants#JOIN} and {@link
   *     Grants#PROTECTED}
   * @return these options
   * @throws IllegalArgumentException if one of these two is among them
   */
  public ModerationOptions permits(String... grants) {
    Set<String> set = Set.of(grants);
    if (set.contains(Grants.JOIN) || set.contains(Grants.PROTECTED)) {
      throw new IllegalArgumentException("Moderators cannot give the grants join and protected");
    }
    this.permits = set;
    return this;
  }

  /**
   * Sets what a client that came by the stream link may do when a moderator promotes it. Default:
   * {@link Role#defaultGrants()} of participants.
   *
   * @param grants the grants; their expiry is ignored
   * @return these options
   */
  public ModerationOptions promoted(Grants grants) {
    this.promoted = grants;
    return this;
  }
}
