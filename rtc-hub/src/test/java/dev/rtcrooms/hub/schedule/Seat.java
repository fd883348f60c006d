package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import java.util.Set;
import java.util.TreeSet;

/** A browser tab of somebody in a schedule: it keeps its link and its session key. */
enum Seat {
  /** A moderator by admission. */
  ANN("ann", Role.PARTICIPANT),
  BOB("bob", Role.PARTICIPANT),
  BOB_TWICE("bob", Role.PARTICIPANT),
  BOB_WATCHING("bob", Role.WATCHER),
  /** Has grants that end. */
  CID("cid", Role.PARTICIPANT),
  /** The host protects it from moderators. */
  EVE("eve", Role.PARTICIPANT),
  /** Has grants that end. */
  WES("wes", Role.WATCHER);

  private final String user;
  private final Role link;

  Seat(String user, Role link) {
    this.user = user;
    this.link = link;
  }

  String user() {
    return user;
  }

  Role link() {
    return link;
  }

  String session() {
    return "session-of-the-tab-" + name();
  }

  /** What the host's admission grants a user. */
  static Set<String> admitted(String user, Role link) {
    Set<String> grants = new TreeSet<>(link.defaultGrants().names());
    if (user.equals("eve")) {
      grants.add(Grants.PROTECTED);
    } else if (user.equals("ann")) {
      grants.add(Grants.MODERATE);
    }
    return grants;
  }

  /** Tells whether the grants of a user end after a while. */
  static boolean expires(String user) {
    return user.equals("cid") || user.equals("wes");
  }
}
