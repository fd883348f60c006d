package dev.rtcrooms.hostile;

import dev.rtcrooms.containers.Container;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Processor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A server in a process of its own, with a small heap, that is about to be attacked. */
final class Attack implements AutoCloseable {

  private final ChildProcess process;
  private final int port;

  /**
   * Starts the server.
   *
   * @param mebibytes the size of its heap
   * @param interval how often it tells its figures
   * @param grace how long an empty room stays
   * @param heartbeat how long a client may be silent, and how long it may take to answer then
   */
  Attack(
      Container container, int mebibytes, Duration interval, Duration grace, Duration heartbeat) {
    this(Processor.any(), List.of(), container, mebibytes, interval, grace, heartbeat);
  }

  /** Starts the server on a processor, with further options of the virtual machine. */
  Attack(
      Processor processor,
      List<String> options,
      Container container,
      int mebibytes,
      Duration interval,
      Duration grace,
      Duration heartbeat) {
    List<String> all = new ArrayList<>(options);
    all.add("-Xmx" + mebibytes + "m");
    process =
        JavaProgram.start(
            processor,
            all,
            AttackedServer.class,
            container.name(),
            interval.toString(),
            grace.toString(),
            heartbeat.toString());
    String line = process.awaitLine(AttackedServer.PORT);
    port = Integer.parseInt(line.substring(AttackedServer.PORT.length()));
    process.awaitLine(Figures.class.getSimpleName());
  }

  int port() {
    return port;
  }

  /** All figures that it has told, at least one. */
  List<Figures> figures() {
    return process.said().stream().map(Figures::parse).flatMap(Optional::stream).toList();
  }

  /** All else that it has said, such as that it has no memory left. */
  List<String> complaints() {
    return process.said().stream()
        .filter(line -> Figures.parse(line).isEmpty() && !line.startsWith(AttackedServer.PORT))
        .filter(line -> !line.equals(Standstill.BEGUN))
        .toList();
  }

  /**
   * Waits for figures that were counted after this call.
   *
   * @return the first that are as wanted
   */
  Figures await(Duration patience, Predicate<Figures> wanted) {
    int old = figures().size() + 1; // the next may have been counted before
    return Awaitility.await()
        .atMost(patience)
        .until(() -> figures().stream().skip(old).filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits until a room stands still, as a client has told it to. */
  void awaitStandstill() {
    process.awaitLine(Standstill.BEGUN);
  }

  /** Ends all standstills. */
  void goOn() {
    process.tell("go on");
  }

  @Override
  public void close() {
    process.close();
  }
}
