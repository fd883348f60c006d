package dev.rtcrooms.benchmarks.joins;

import dev.rtcrooms.benchmarks.server.JoinedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
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
    ArrayDeque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      options.take(rest.remove(), rest);
    }
    return options;
  }

  private void take(String name, ArrayDeque<String> rest) {
    switch (name) {
      case "--help" -> help = true;
      case "--without-memory" -> memory = false;
      default -> takeValue(name, rest);
    }
  }

  private void takeValue(String name, ArrayDeque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(name + " is unknown or lacks its value; see joins --help");
    }
    String value = rest.remove();
    switch (name) {
      case "--servers" ->
          servers = Arrays.stream(value.split(",", -1)).map(JoinedServer::of).toList();
      case "--rounds" -> rounds = number(name, value, 1, 100);
      case "--connections" -> connections = number(name, value, 10, 60_000);
      case "--warm" -> warm = number(name, value, 0, 100);
      case "--only" -> only(value);
      case "--earlier" -> earlier = Optional.of(classPath(value));
      default -> throw new IllegalArgumentException(name + " is unknown; see joins --help");
    }
  }

  private void only(String value) {
    plain = value.equals("plain");
    tls = value.equals("tls");
    if (plain == tls) {
      throw new IllegalArgumentException("--only takes plain or tls");
    }
  }

  private static String classPath(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("--earlier takes a readable file, not " + file, e);
    }
  }

  private static int number(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(name + " takes a number from " + least + " to " + most);
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
