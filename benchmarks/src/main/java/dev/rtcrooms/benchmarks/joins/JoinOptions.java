package dev.rtcrooms.benchmarks.joins;

import dev.rtcrooms.benchmarks.process.Arguments;
import dev.rtcrooms.benchmarks.server.JoinedServer;
import dev.rtcrooms.benchmarks.server.MeasuredRooms;
import java.util.List;
import java.util.Optional;

/** What the command line asks for; for one thread. */
final class JoinOptions {

  static final String EXPLAINED =
      """
      The join benchmark: what it costs to join rooms of 10, of 1,000 and of 10,000, to come back to
      them after all connections broke, and to leave them; without TLS and with it.

        --servers A,B        only these, of %s
        --rounds N           how often the servers are measured in turn (default: 5)
        --connections N      how many clients join (default: 10000)
        --warm N             how often all is done before it is measured (default: 1)
        --only plain|tls     without TLS, or with it
        --without-memory     does not measure memory, for which each server is started twice more
        --earlier FILE       measures our servers also as another build has them, whose class path
                             is in the file
      """
          .formatted(JoinedServer.labels());

  private boolean help;
  private boolean memory = true;
  private boolean plain = true;
  private boolean tls = true;
  private int rounds = 5;
  private int connections = 10_000;
  private int warm = 1;
  private List<JoinedServer> servers = List.of(JoinedServer.values());
  private Optional<String> earlier = Optional.empty();

  private JoinOptions() {}

  /** Reads the command line; what is wrong with it stands in the exception. */
  static JoinOptions parse(List<String> arguments) {
    JoinOptions options = new JoinOptions();
    Arguments given = new Arguments("joins --help", arguments);
    while (given.next()) {
      options.take(given);
    }
    return options;
  }

  private void take(Arguments given) {
    switch (given.name()) {
      case "--help" -> help = true;
      case "--without-memory" -> memory = false;
      case "--servers" -> servers = given.values().stream().map(JoinedServer::of).toList();
      case "--rounds" -> rounds = given.whole(1, 100);
      case "--connections" -> connections = given.whole(10, MeasuredRooms.CLIENTS_PER_ROOM);
      case "--warm" -> warm = given.whole(0, 100);
      case "--only" -> only(given.value());
      case "--earlier" -> earlier = Optional.of(given.content());
      default -> throw given.unknown();
    }
  }

  private void only(String value) {
    plain = value.equals("plain");
    tls = value.equals("tls");
    if (plain == tls) {
      throw new IllegalArgumentException("--only takes plain or tls");
    }
  }

  boolean help() {
    return help;
  }

  boolean memory() {
    return memory;
  }

  int rounds() {
    return rounds;
  }

  /** How many clients join, of so many that are possible. */
  int connections(int possible) {
    return Math.min(connections, possible);
  }

  int warm() {
    return warm;
  }

  List<JoinedServer> servers(boolean withTls) {
    return servers.stream().filter(server -> !withTls || server.servesTls()).toList();
  }

  Optional<String> earlier() {
    return earlier;
  }

  /** With and without TLS, or one of both. */
  List<Boolean> tls() {
    return plain && tls ? List.of(false, true) : List.of(tls);
  }
}
