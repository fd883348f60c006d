package dev.rtcrooms.benchmarks.nodes;

import dev.rtcrooms.benchmarks.load.RoomGroup;

/** Where the members of rooms are connected. The first one is always at the home. */
enum Placement {
  /** All at the home. */
  LOCAL("all at the home", 50, 20),
  /** Every other one at the home. */
  HALF("half at each node", 50, 20),
  /** All but the first at the other node. */
  REMOTE("all but one at the other node", 50, 20),
  /** All but the first and the speaker at the other node. */
  LISTENERS("all but the speaker and one at the other node", 50, 20),
  /** Two at the home, and no others: what a message costs before it is delivered. */
  FEW("two members, both at the home", 2, 20),
  /** As LOCAL, with so few messages that none waits for another. */
  QUIET_LOCAL("all at the home, few messages", 50, 1),
  /** As REMOTE, with so few messages that none waits for another. */
  QUIET_REMOTE("all but one at the other node, few messages", 50, 1);

  private static final int ROOMS = 20;

  private final String described;
  private final int size;
  private final double rate;

  Placement(String described, int size, double rate) {
    this.described = described;
    this.size = size;
    this.rate = rate;
  }

  String described() {
    return described;
  }

  RoomGroup group() {
    return RoomGroup.open("", ROOMS, size, rate);
  }

  /** Whether a member connects to the home, by its number. */
  boolean isAtHome(int member) {
    return switch (this) {
      case LOCAL, FEW, QUIET_LOCAL -> true;
      case HALF -> member % 2 == 0;
      case REMOTE, QUIET_REMOTE -> member == 0;
      case LISTENERS -> member == 0 || member == size / 2; // the generator's speaker
    };
  }
}
