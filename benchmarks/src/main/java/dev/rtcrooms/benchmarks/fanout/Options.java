package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import dev.rtcrooms.benchmarks.process.Arguments;
import dev.rtcrooms.benchmarks.process.Machine;
import dev.rtcrooms.benchmarks.server.Contender;
import dev.rtcrooms.benchmarks.server.MeasuredRooms;
import dev.rtcrooms.benchmarks.server.ServerProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the command line asks for; for one thread. */
final class Options {

  static final String EXPLAINED =
      """
      The fan-out benchmark: what it costs to tell all in a room what one of them said.

        --short               one round, a few seconds each (default)
        --full                nine rounds, of servers that are well warm: about an hour
        --servers A,B         only these (default: all; short: without tomcat and rtc-netty-threads)
        --workloads W1,W3     only these, of W1 W2 W2p W3 alone mixed idle, or of pairs healthy
                              stalled, which are measured if they are named; the last two need a
                              --payload of at least 2000 bytes on most servers
        --rounds N            how often all is measured
        --payload BYTES       12 to 60000 (default: 128)
        --collector NAME      the garbage collector of our servers and of peers in Java: Serial
                              (default), Parallel or G1
        --connections N       at most so many, from 10 (default: what open files and ports allow)
        --warm S --seconds S  before and while it is measured
        --rooms N --size N --rate R         a workload of your own: messages/s in each room
        --rooms N --size N --outstanding N  the same as a closed loop
        --grid                rooms of 2 to 10,000, and 1 to 10,000 of them, instead of workloads;
                              without --servers, of rtc-netty and netty; ten seconds each
        --earlier FILE        measures our servers also as another build has them, whose class path is
                              in the file
        --append              adds to the results that are there
        --report              only writes table and plot of the results that are there

      Servers: %s
      """
          .formatted(
              String.join(" ", Arrays.stream(Contender.values()).map(Contender::label).toList()));

  private static final int MOST_BYTES = 60_000;

  private static final int LARGE_EVERY = 3;

  /** What makes a workload of one's own. */
  private static final List<String> OWN = List.of("--rooms", "--size", "--rate", "--outstanding");

  /** In seconds. Our servers disconnect a member that does not answer pings after 45. */
  private static final double LONGEST_FILLING = 30;

  private static final Set<Contender> FULL_ONLY =
      Set.of(Contender.TOMCAT, Contender.RTC_NETTY_THREADS);

  private final Set<String> named = new HashSet<>();
  private boolean full;
  private boolean append;
  private boolean report;
  private boolean help;
  private boolean grid;
  private int connections = Machine.connections();
  private int rounds;
  private int payload = 128;
  private double warm = -1;
  private double seconds = -1;
  private int rooms = 1;
  private int size = 100;
  private double rate;
  private int outstanding;
  private String collector = "Serial";
  private Optional<String> earlier = Optional.empty();
  private List<Contender> servers = List.of();
  private List<Workload> workloads = Workload.USUAL;

  private Options() {}

  /** Reads the command line; what is wrong with it stands in the exception. */
  static Options parse(List<String> arguments) {
    Options options = new Options();
    Arguments given = new Arguments("--help", arguments);
    while (given.next()) {
      options.named.add(given.name());
      options.take(given);
    }
    options.refuseWhatIsIgnored();
    if (options.rate > 0 || options.outstanding > 0) {
      options.workloads = List.of(options.own());
    }
    if (options.grid) {
      options.workloads =
          GridPoint.within(options.connections).stream().map(GridPoint::workload).toList();
    }
    options.refuseWhatCannotWork();
    return options;
  }

  private void refuseWhatIsIgnored() {
    exclusive("--grid", "--workloads");
    for (String own : OWN) {
      exclusive("--grid", own);
      exclusive("--workloads", own);
    }
    exclusive("--rate", "--outstanding");
    if (OWN.stream().anyMatch(named::contains) && rate == 0 && outstanding == 0) {
      throw new IllegalArgumentException("--rooms and --size need --rate or --outstanding");
    }
  }

  private void exclusive(String name, String other) {
    if (named.contains(name) && named.contains(other)) {
      throw new IllegalArgumentException(name + " and " + other + " exclude each other");
    }
  }

  private void refuseWhatCannotWork() {
    if (connections < Workload.LEAST_CONNECTIONS) {
      throw new IllegalArgumentException(
          "The system allows %d connections, which are less than %d"
              .formatted(connections, Workload.LEAST_CONNECTIONS));
    }
    int buffers = servers().stream().mapToInt(Contender::unreadBytes).max().orElse(0);
    for (Workload workload : workloads) {
      double filling = workload.secondsToFill(buffers, payload);
      if (filling > LONGEST_FILLING && !report) {
        throw new IllegalArgumentException(
            "%s needs a --payload of at least %.0f bytes on these servers"
                .formatted(workload.label(), Math.ceil(payload * filling / LONGEST_FILLING)));
      }
    }
  }

  private void take(Arguments given) {
    switch (given.name()) {
      case "--short" -> full = false;
      case "--full" -> full = true;
      case "--append" -> append = true;
      case "--report" -> report = true;
      case "--help" -> help = true;
      case "--grid" -> grid = true;
      case "--servers" -> servers = given.values().stream().map(Contender::of).toList();
      case "--earlier" -> earlier = Optional.of(given.content());
      case "--workloads" -> workloads = given.values().stream().map(Options::workload).toList();
      case "--connections" ->
          connections = Math.min(connections, given.whole(Workload.LEAST_CONNECTIONS, 100_000));
      case "--collector" -> collector = collector(given.value());
      case "--rounds" -> rounds = given.whole(1, 100);
      case "--payload" -> payload = given.whole(12, MOST_BYTES);
      case "--warm" -> warm = given.number(0, 600);
      case "--seconds" -> seconds = given.number(0.1, 600);
      case "--rooms" -> rooms = given.whole(1, 10_000);
      case "--size" -> size = given.whole(2, MeasuredRooms.CLIENTS_PER_ROOM);
      case "--rate" -> rate = given.number(0.01, 100_000);
      case "--outstanding" -> outstanding = given.whole(1, 10_000);
      default -> throw given.unknown();
    }
  }

  private static Workload workload(String label) {
    return Workload.ALL.stream()
        .filter(workload -> workload.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no workload " + label + ", but " + String.join(", ", labels())));
  }

  private static List<String> labels() {
    return Workload.ALL.stream().map(Workload::label).toList();
  }

  private static String collector(String value) {
    if (!List.of("Serial", "Parallel", "G1").contains(value)) {
      throw new IllegalArgumentException("--collector takes Serial, Parallel or G1, not " + value);
    }
    return value;
  }

  private Workload own() {
    String load = rate > 0 ? rate + " messages/s each" : outstanding + " messages outstanding each";
    return Workload.of(
        Workload.OWN,
        rooms + " rooms of " + size + ", " + load,
        new RoomGroup("", rooms, size, rate, outstanding, 0));
  }

  boolean help() {
    return help;
  }

  boolean grid() {
    return grid;
  }

  boolean append() {
    return append;
  }

  boolean report() {
    return report;
  }

  int rounds() {
    return rounds > 0 ? rounds : full ? 9 : 1;
  }

  /** How often workloads of 10,000 connections are measured, which take a process each. */
  int largeRounds() {
    return Math.max(1, rounds() / LARGE_EVERY);
  }

  /** The most at a time. */
  int connections() {
    return connections;
  }

  int payload() {
    return payload;
  }

  List<Contender> servers() {
    if (!servers.isEmpty()) {
      return servers;
    }
    if (grid) {
      return List.of(Contender.RTC_NETTY, Contender.NETTY);
    }
    return Arrays.stream(Contender.values())
        .filter(server -> full || !FULL_ONLY.contains(server))
        .toList();
  }

  /**
   * The servers to run, without those that lack something on this machine: an earlier build of ours
   * directly before the current one.
   */
  List<Build> builds() {
    List<Build> builds = new ArrayList<>();
    for (Contender server : servers()) {
      if (!server.missing().isEmpty()) {
        continue;
      }
      if (server.ours() && earlier.isPresent()) {
        builds.add(new Build(server, earlier));
      }
      builds.add(Build.current(server));
    }
    return builds;
  }

  List<Workload> workloads() {
    return workloads;
  }

  /** Those of one kind. */
  List<Workload> workloads(Predicate<Workload> kind) {
    return workloads.stream().filter(kind).toList();
  }

  /**
   * Seconds before it is measured: the first workload of a server warms it up for all, and each is
   * new to it once.
   */
  double warm(Workload workload, boolean cold, boolean unknown) {
    if (warm >= 0) {
      return warm;
    }
    double usual = cold ? 6 : 2;
    if (full) {
      usual = cold ? 15 : unknown ? 5 : 1.5;
    }
    return Math.max(workload.warm(), usual);
  }

  /** JVM flags of all servers that speak. */
  List<String> flags() {
    return ServerProcess.speaking(collector);
  }

  /**
   * Seconds while it is measured: short ones, since a machine's speed changes within a minute. The
   * load of the grid is small, and processor time is counted in steps of 10 ms.
   */
  double seconds(Workload workload) {
    if (seconds > 0) {
      return seconds;
    }
    return grid || (full && workload.crowded()) ? 10 : 3;
  }

  String described() {
    return (full ? "full form" : "short form")
        + ", rounds: "
        + rounds()
        + ", payload: "
        + payload
        + " bytes";
  }
}
