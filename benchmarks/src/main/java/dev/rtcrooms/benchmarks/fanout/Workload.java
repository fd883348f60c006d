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
 * @param kind what is special about it
 */
record Workload(String label, String described, List<RoomGroup> groups, double warm, Kind kind) {

  /** What is special about a workload. */
  enum Kind {
    USUAL,
    /** Memory is measured instead of deliveries. */
    IDLE,
    /** Each room has, or has place for, a member that does not read. */
    STALLED
  }

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
      new Workload(
          "idle", "10,000 connections", List.of(RoomGroup.silent("", 10, 1000)), 0, Kind.IDLE);
  static final Workload PAIRS =
      new Workload(
          "pairs",
          "200 rooms of 2, 50 messages/s each",
          List.of(RoomGroup.open("", 200, 2, 50)),
          22, // until each room has 1,000 messages
          Kind.USUAL);
  static final Workload HEALTHY =
      new Workload(
          "healthy",
          "20 rooms of 10, 50 messages/s each",
          List.of(RoomGroup.open("", 20, 10, 50)),
          0,
          Kind.STALLED);
  static final Workload STALLED =
      new Workload(
          "stalled",
          "the same, with one more member in each room that does not read",
          List.of(RoomGroup.open("", 20, 10, 50).withStalled(1)),
          0,
          Kind.STALLED);

  /** What is measured if nothing is named. */
  static final List<Workload> USUAL = List.of(W1, W2, W2P, W3, ALONE, MIXED, IDLE);

  /** What can be named. */
  static final List<Workload> ALL =
      List.of(W1, W2, W2P, W3, ALONE, MIXED, IDLE, PAIRS, HEALTHY, STALLED);

  /** Any workload can be made so small. */
  static final int LEAST_CONNECTIONS = 10;

  private static final int LEAST_MEMBERS = 2;

  /** The label of a workload that the command line describes. */
  static final String OWN = "own";

  Workload {
    groups = List.copyOf(groups);
  }

  static Workload of(String label, String described, RoomGroup... groups) {
    return new Workload(label, described, Arrays.asList(groups), 0, Kind.USUAL);
  }

  int connections() {
    return groups.stream().mapToInt(RoomGroup::connections).sum();
  }

  /** Whether memory is measured instead of deliveries. */
  boolean idle() {
    return kind == Kind.IDLE;
  }

  /** Whether rooms of different kinds are there at once. */
  boolean crowded() {
    return groups.size() > 1;
  }

  /** Whether all servers are measured with it side by side. */
  boolean compared() {
    return !idle() && !crowded();
  }

  /** What a group of this workload is called in the table. */
  String label(RoomGroup group) {
    return group.name().isEmpty() ? label : label + " " + group.name();
  }

  static boolean speaks(RoomGroup group) {
    return group.rate() > 0 || group.outstanding() > 0;
  }

  /**
   * How many seconds it takes to fill the system's buffers for a member that does not read; 0 if
   * neither this workload nor the one that it is compared with has such members.
   *
   * @param buffers how many bytes they take
   * @param payload bytes of a message
   */
  double secondsToFill(int buffers, int payload) {
    return kind == Kind.STALLED ? buffers / (groups.get(0).rate() * payload) : 0;
  }

  /** The same without the members that do not read. */
  Workload withoutStalled() {
    return with(groups.stream().map(group -> group.withStalled(0)).toList());
  }

  /**
   * The same with at most so many connections: with smaller rooms, and where they would have less
   * than two members, with fewer.
   *
   * @param connections at least {@value #LEAST_CONNECTIONS}
   */
  Workload within(int connections) {
    long all = groups.stream().mapToLong(this::places).sum();
    return all <= connections
        ? this
        : with(groups.stream().map(group -> part(group, connections, all)).toList());
  }

  private RoomGroup part(RoomGroup group, long connections, long ofAll) {
    long size = (group.size() + beside()) * connections / ofAll - beside();
    long places = places(group) * connections / ofAll;
    int members = (int) Math.max(LEAST_MEMBERS, size);
    return group.of((int) Math.min(group.rooms(), places / (members + beside())), members);
  }

  private long places(RoomGroup group) {
    return (long) group.rooms() * (group.size() + beside());
  }

  /** Healthy rooms have a place for a member that does not read, to be as large as the others. */
  private int beside() {
    return kind == Kind.STALLED ? 1 : 0;
  }

  private Workload with(List<RoomGroup> others) {
    return new Workload(label, described, others, warm, kind);
  }
}
