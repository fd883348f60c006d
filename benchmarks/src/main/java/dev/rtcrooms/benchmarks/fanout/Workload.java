package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import java.util.Arrays;
import java.util.List;

/**
 * Who is there and speaks how much; immutable.
 *
 * @param label in the table and in options
 * @param described for readers
 * @param groups alike rooms
 * @param warm the least seconds that the load lasts before it is measured
 * @param idle whether memory is measured instead of deliveries
 */
record Workload(String label, String described, List<RoomGroup> groups, double warm, boolean idle) {

  /** Time to fill the system's buffers for a member that does not read; an estimate. */
  private static final double STALL_SECONDS = 14;

  static final Workload W1 =
      of("W1", "one room of 1,000, 50 messages/s", RoomGroup.open("", 1, 1000, 50));
  static final Workload W2 =
      of("W2", "one room of 1,000, 1 message outstanding", RoomGroup.closed("", 1, 1000, 1));
  static final Workload W2P =
      of("W2p", "one room of 1,000, 16 messages outstanding", RoomGroup.closed("", 1, 1000, 16));
  static final Workload W3 =
      of("W3", "100 rooms of 10, 20 messages/s each", RoomGroup.open("", 100, 10, 20));
  static final Workload ALONE =
      of(
          "alone",
          "500 rooms of 10, 2 messages/s each, beside a silent room of 5,000",
          RoomGroup.silent("big", 1, 5000),
          RoomGroup.open("small", 500, 10, 2));
  static final Workload MIXED =
      of(
          "mixed",
          "the same, with 8 messages/s in the room of 5,000",
          RoomGroup.open("big", 1, 5000, 8),
          RoomGroup.open("small", 500, 10, 2));
  static final Workload IDLE =
      new Workload("idle", "10,000 connections", List.of(RoomGroup.silent("", 10, 1000)), 0, true);
  static final Workload PAIRS =
      of("pairs", "200 rooms of 2, 50 messages/s each", RoomGroup.open("", 200, 2, 50))
          .warmedFor(22); // until each room has 1,000 messages
  static final Workload HEALTHY =
      of("healthy", "20 rooms of 10, 50 messages/s each", RoomGroup.open("", 20, 10, 50))
          .warmedFor(STALL_SECONDS);
  static final Workload STALLED =
      of(
              "stalled",
              "the same, with one more member in each room that does not read",
              RoomGroup.open("", 20, 10, 50).withStalled(1))
          .warmedFor(STALL_SECONDS);

  /** What is measured if nothing is named. */
  static final List<Workload> USUAL = List.of(W1, W2, W2P, W3, ALONE, MIXED, IDLE);

  /** What can be named. */
  static final List<Workload> ALL =
      List.of(W1, W2, W2P, W3, ALONE, MIXED, IDLE, PAIRS, HEALTHY, STALLED);

  /** The label of a workload that the command line describes. */
  static final String OWN = "own";

  Workload {
    groups = List.copyOf(groups);
  }

  static Workload of(String label, String described, RoomGroup... groups) {
    return new Workload(label, described, Arrays.asList(groups), 0, false);
  }

  private Workload warmedFor(double seconds) {
    return new Workload(label, described, groups, seconds, idle);
  }

  int connections() {
    return groups.stream().mapToInt(RoomGroup::connections).sum();
  }

  /** Whether rooms of different kinds are there at once. */
  boolean crowded() {
    return groups.size() > 1;
  }

  /** Whether all servers are measured with it side by side. */
  boolean compared() {
    return !idle && !crowded();
  }

  /** What a group of this workload is called in the table. */
  String label(RoomGroup group) {
    return group.name().isEmpty() ? label : label + " " + group.name();
  }

  static boolean speaks(RoomGroup group) {
    return group.rate() > 0 || group.outstanding() > 0;
  }

  /** The same with as many connections as the system allows. */
  Workload within(int connections) {
    if (connections() <= connections) {
      return this;
    }
    double part = (double) connections / connections();
    List<RoomGroup> fewer =
        groups.stream()
            .map(group -> group.ofSize(Math.max(1, (int) (group.size() * part))))
            .toList();
    return new Workload(label, described, fewer, warm, idle);
  }
}
