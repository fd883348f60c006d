package dev.rtcrooms.benchmarks.joins;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import java.util.Locale;

/** What all clients do, one after the other. */
enum Step {
  JOIN_10("join", 10),
  LEAVE_10("leave", 10),
  JOIN_1000("join", 1_000),
  LEAVE_1000("leave", 1_000),
  JOIN_ONE("join", Integer.MAX_VALUE),
  /** All connections break, and the clients resume at once. */
  STORM("come back", Integer.MAX_VALUE),
  LEAVE_ONE("leave", Integer.MAX_VALUE);

  private final String what;
  private final int size;

  Step(String what, int size) {
    this.what = what;
    this.size = size;
  }

  /** The rooms of so many connections. */
  RoomGroup group(int connections) {
    int members = Math.min(size, connections);
    return RoomGroup.silent("", connections / members, members);
  }

  /** The same in the smallest rooms; of coming back, the first join. */
  Step ofRoomsOf10() {
    return switch (this) {
      case JOIN_10, JOIN_1000, JOIN_ONE, STORM -> JOIN_10;
      case LEAVE_10, LEAVE_1000, LEAVE_ONE -> LEAVE_10;
    };
  }

  String described(int connections) {
    RoomGroup group = group(connections);
    return group.rooms() == 1
        ? String.format(Locale.ROOT, "%s, one room of %,d", what, group.size())
        : String.format(Locale.ROOT, "%s, rooms of %,d", what, group.size());
  }
}
