package dev.rtcrooms.benchmarks.joins;

import dev.rtcrooms.benchmarks.load.Generator;
import dev.rtcrooms.benchmarks.load.Plan;
import dev.rtcrooms.benchmarks.process.Usage;
import dev.rtcrooms.benchmarks.server.JoinedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Lets clients join the rooms of one server, come back, and leave again; for one thread. */
final class Visitors {

  private final JoinedServer server;
  private final int port;
  private final @Nullable SSLContext tls;
  private final int connections;
  private final Duration afterwards;
  private final Supplier<Usage> usage;

  /**
   * The visitors of a server.
   *
   * @param tls trusts the server, or null if it has no TLS
   * @param connections how many there are
   * @param afterwards how long a step is still measured when all have done it, because of what it
   *     has set off
   * @param usage what the server has used so far
   */
  Visitors(
      JoinedServer server,
      int port,
      @Nullable SSLContext tls,
      int connections,
      Duration afterwards,
      Supplier<Usage> usage) {
    this.server = server;
    this.port = port;
    this.tls = tls;
    this.connections = connections;
    this.afterwards = afterwards;
    this.usage = usage;
  }

  private interface Action {
    Duration act() throws IOException;
  }

  /** Fills rooms of 10, then rooms of 1,000, then {@linkplain #oneRoom one room}. */
  void all(BiConsumer<Step, Reading> readings) throws IOException {
    visit(Step.JOIN_10, null, Step.LEAVE_10, readings);
    visit(Step.JOIN_1000, null, Step.LEAVE_1000, readings);
    oneRoom(readings);
  }

  /** Fills one room, which breaks down once. */
  void oneRoom(BiConsumer<Step, Reading> readings) throws IOException {
    visit(Step.JOIN_ONE, Step.STORM, Step.LEAVE_ONE, readings);
  }

  private void visit(
      Step join, @Nullable Step storm, Step leave, BiConsumer<Step, Reading> readings)
      throws IOException {
    try (Generator generator = generator(join)) {
      readings.accept(join, measure(generator, join, generator::connect));
      if (storm != null) {
        readings.accept(storm, measure(generator, storm, generator::comeBack));
      }
      readings.accept(leave, measure(generator, leave, generator::leave));
    }
  }

  private Generator generator(Step step) throws IOException {
    return new Generator(Plan.ofJoins(port, server.dialect(), step.group(connections), tls));
  }

  private Reading measure(Generator generator, Step step, Action action) throws IOException {
    Usage before = usage.get();
    Duration time = action.act();
    generator.hold(afterwards);
    return Reading.of(usage.get().since(before), time, step.group(connections).connections());
  }

  /** Gives the resident memory of each member of such rooms, in KiB. */
  double kibOfEach(Step join, Supplier<Usage> withoutGarbage) throws IOException {
    try (Generator generator = generator(join)) {
      double before = withoutGarbage.get().residentKib();
      Duration unused = generator.connect();
      generator.hold(afterwards);
      double after = withoutGarbage.get().residentKib();
      return (after - before) / join.group(connections).connections();
    }
  }
}
